"""Flowers, trees and other plants."""

from typing import Final

PARTS: Final = {
    "stem": """
        line forest 4 0,62 -2,34 0,0
        ~blob leaf 0,16 18,40 34,40 22,18
    """,
}

FIGURES: Final = {
    "flower": (
        "main=f492b4|f2b632|8a6ad8|e8587f|fbf8f1;height=0.75",
        """
        use stem
        oval main 0,94 12,15
        ~oval main 19,82 15,12 20
        ~oval main 12,62 12,15 -36
        oval main+ 0,90 7,8
        oval gold 0,76 12,12
        oval gold-- 0,76 7,7
        """,
    ),
    "rose": (
        "main=d8343a|e8587f|fbe7c8;height=0.8",
        """
        line forest 4 0,56 2,30 0,0
        poly forest 2,40 8,44 2,34
        poly forest 1,20 -6,24 1,15
        blob leaf 1,26 18,46 34,44 22,26
        blob leaf- 0,14 -16,34 -32,32 -20,14
        ~blob leaf- 0,54 20,62 26,52 10,50
        blob main- -28,84 -20,100 20,100 28,84 18,58 0,50 -18,58
        blob main -28,86 -30,70 -14,54 4,60 -4,74 -16,84
        blob main 28,86 30,70 14,54 -6,58 8,74 18,84
        oval main- 0,88 16,12
        oval main+ 0,89 11,8
        line main-- 2.4 -8,88 0,82 8,88 2,94 -4,90
        """,
    ),
    "sunflower": (
        "main=f9c93a;height=0.95",
        """
        line forest 5 0,60 -3,30 0,0
        ~blob leaf 0,14 22,40 42,36 24,14
        star main- 0,78 34,21 16
        star main 0,78 30,18 13
        oval chestnut 0,78 17,17
        oval brown 0,78 12,12
        ~oval chestnut- 4,82 1.6,1.6
        ~oval chestnut- 4,74 1.6,1.6
        oval chestnut- 0,78 1.6,1.6
        """,
    ),
    "tulip": (
        "main=d8343a|f2b632|d0419c|f08a2c;height=0.75",
        """
        line forest 4 0,60 -1,30 0,0
        blob leaf 0,2 14,30 24,60 20,26
        blob leaf- 0,2 -16,26 -28,48 -20,20
        blob main- -14,64 0,102 14,64
        blob main -18,60 -24,84 -20,100 -4,84 2,58
        blob main 18,60 24,84 20,100 4,84 -2,58
        """,
    ),
    "lily": (
        "main=f4a3c8|fbf8f1|c9a0f0;height=0.5",
        """
        oval leaf- 0,10 66,12
        ~blob main- 0,12 40,20 62,40 36,38
        ~blob main 0,12 26,30 42,62 14,50
        blob main+ -16,20 -12,52 0,74 12,52 16,20 0,10
        oval gold 0,22 7,5
        """,
    ),
    "tree": (
        "main=5fae4e|4f9d4a|7fb84a;height=1.3",
        """
        blob bark -14,0 -8,14 -8,46 8,46 8,14 14,0
        bar bark 5 -4,34 -24,54
        bar bark 5 4,38 22,56
        oval main- -26,60 26,20
        oval main- 27,62 26,20
        oval main -16,82 27,22
        oval main 18,84 26,21
        oval main 0,68 26,22
        oval main+ -4,97 22,17
        """,
    ),
    "apple tree": (
        "main=5fae4e;height=1.2",
        """
        blob bark -14,0 -8,14 -8,46 8,46 8,14 14,0
        oval main- -24,60 24,20
        oval main- 24,62 24,20
        oval main 0,82 32,26
        ~oval red 14,74 4.4,4.6
        ~oval red 30,60 4.4,4.6
        oval red 0,94 4.4,4.6
        oval red -4,62 4.4,4.6
        """,
    ),
    "cherry tree": (
        "main=f7b6cc|f9c4d4;height=1.25",
        """
        blob bark -14,0 -7,14 -10,40 6,46 7,14 14,0
        line bark 6 -4,36 -20,52 -34,56
        line bark 6 2,40 18,56 32,60
        oval main- -34,62 24,18
        oval main- 34,66 24,18
        oval main -14,82 28,22
        oval main 18,86 26,20
        oval main+ 0,68 24,18
        oval main++ -24,90 10,7
        oval main++ 24,94 9,6
        oval main++ -36,66 8,5
        ~oval main 50,30 2.4,1.8
        oval main 20,20 2.4,1.8
        oval main -34,14 2.4,1.8
        """,
    ),
    "pine": (
        "main=2f7a52|3f8a5a|2c6b5a;height=1.3",
        """
        rect bark -6,0 12,20
        poly main -40,14 40,14 0,60
        poly main+ -32,40 32,40 0,82
        poly main++ -23,64 23,64 0,104
        """,
    ),
    "christmas tree": (
        "main=2f7a52;height=1.2",
        """
        rect bark -6,0 12,18
        poly main -42,14 42,14 0,60
        poly main+ -33,40 33,40 0,82
        poly main++ -23,64 23,64 0,102
        line gold 2 -34,18 0,24 28,30
        line gold 2 -26,44 0,48 20,55
        ~oval red! 22,20 4,4
        oval cyan! -4,32 4,4
        ~oval gold! 14,46 4,4
        oval rose! 2,58 4,4
        ~oval red! 8,72 3.6,3.6
        glow lamp 0,106 26
        star gold+! 0,106 12,5 5
        """,
    ),
    "palm": (
        "main=4f9d4a;height=1.25",
        """
        line wood 8 -8,0 -4,30 4,58 8,84
        line main- 7 8,86 34,92 50,74
        line main- 7 8,86 -18,94 -36,78
        line main 7 8,86 24,104 46,98
        line main 7 8,86 -8,106 -30,102
        line main+ 6 8,86 22,74 30,56
        line main+ 6 8,86 -8,74 -14,58
        oval bark 2,80 5,5
        oval bark 13,79 5,5
        """,
    ),
    "bonsai": (
        "main=4f9d4a;height=0.75",
        """
        blob blue- -44,18 44,18 36,0 -36,0
        rect blue -48,15 96,8 3
        line bark 10 0,22 -14,40 4,56 -2,76
        line bark 6 0,52 22,62 30,62
        oval main- 32,66 26,12
        oval main- -26,60 22,11
        oval main -4,86 30,14
        oval main+ 4,94 18,9
        """,
    ),
    "mushroom": (
        "main=d8343a|b8733f|8a5fc0;height=0.65",
        """
        blob cream -16,2 -12,30 -16,48 16,48 12,30 18,2 0,0
        oval cream- 0,48 40,8
        blob main -50,48 -42,76 0,96 42,76 50,48 30,44 0,47 -30,44
        oval white -22,66 8,6
        oval white 8,80 8,6
        oval white 28,58 6,5
        oval white -2,58 5,4
        oval white -38,54 4,3
        """,
    ),
    "cactus": (
        "main=4f9d5a|3f8a6a;height=0.9",
        """
        rect main -15,4 30,92 15
        line main 13 -20,40 -38,42 -38,66
        line main 13 20,28 38,30 38,58
        ~bar main-- 1.6 5,14 5,84
        bar main++ 1.4 -10,30 -13,32
        bar main++ 1.4 10,52 13,54
        bar main++ 1.4 -10,66 -13,68
        bar main++ 1.4 9,78 12,80
        ~oval rose 5,97 5,5
        oval magenta 0,100 5,6
        oval gold 0,98 3,3
        """,
    ),
    "bamboo": (
        "main=6fae4a;height=1.2",
        """
        ~rect main 16,0 9,110 2
        rect main+ -6,0 11,120 2
        ~bar main-- 2 16,30 25,30
        ~bar main-- 2 16,66 25,66
        bar main-- 2 -6,46 5,46
        bar main-- 2 -6,84 5,84
        ~blob leaf 24,66 48,74 60,66 40,62
        ~blob leaf 22,96 44,110 58,104 38,94
        blob leaf 4,84 26,92 34,84 18,80
        """,
    ),
    "leaf": (
        "main=5fae4e|d8693a|c0392b;height=0.75",
        """
        line main-- 4 -20,0 -8,24 10,60
        blob main -10,20 -36,46 -24,82 16,104 38,70 24,32
        line main++ 2 -8,22 4,54 16,96
        bar main++ 1.4 -2,40 -24,52
        bar main++ 1.4 4,60 -16,76
        bar main++ 1.4 0,42 22,44
        bar main++ 1.4 6,62 28,66
        """,
    ),
}
