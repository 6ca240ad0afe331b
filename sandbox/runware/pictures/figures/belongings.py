"""Things that people wear, carry and give."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "crown": (
        "main=f2b632|dfe4ea;height=0.5",
        """
        poly main -50,18 -62,74 -30,46 0,92 30,46 62,74 50,18
        rect main- -50,2 100,18 3
        oval main+ -62,76 6,6
        oval main+ 62,76 6,6
        oval rose 0,94 8,8
        oval red 0,11 8,6
        ~oval blue 26,11 5.4,5
        ~oval emerald 42,11 4,4
        poly cyan 0,52 8,40 0,28 -8,40
        star white! 44,92 9,2.4 4
        """,
    ),
    "hat": (
        "main=4a3f5a|8a5632|d8693a|3b5a8a;height=0.45",
        """
        oval main- 0,14 70,14
        oval main 0,18 66,11
        blob main -38,18 -36,68 -26,82 0,80 26,82 36,68 38,18 0,10
        blob red -38,20 -37.6,36 0,28 37.6,36 38,20 0,11
        """,
    ),
    "top hat": (
        "main=2f2a36;height=0.5",
        """
        oval main- 0,10 56,11
        blob main -34,12 -38,88 38,88 34,12 0,6
        oval main+ 0,88 38,8
        blob red -34,14 -35,32 0,26 35,32 34,14 0,7
        """,
    ),
    "shoe": (
        "main=d8343a|3b78d8|fbf8f1|2f3648;height=0.45",
        """
        rect white -62,0 124,14 6
        blob main -60,12 -60,60 -44,66 -24,56 -4,44 30,34 58,26 62,12
        blob main+ 30,34 58,26 62,12 36,12 28,22
        bar white 3 -24,54 -12,60
        bar white 3 -12,47 -2,54
        bar white 3 0,41 9,48
        bar white 3 12,37 19,43
        line white 4 -54,30 -30,24 -8,32 14,26
        blob main- -60,54 -62,64 -46,68 -44,60
        """,
    ),
    "dress": (
        "main=d8506a|8a4bb8|2d9c95|3b5ab8;height=0.95",
        """
        ~bar main- 3.4 10,84 12,100
        blob main -14,86 -16,70 -12,58 -38,8 -18,4 0,7 18,4 38,8 12,58 16,70 14,86 0,80
        rect gold -12.5,56 25,5 1
        line main- 1.6 -6,54 -10,30 -16,8
        line main- 1.6 6,54 10,30 16,8
        bar main- 1.6 0,54 0,10
        oval main++ -22,24 2.4,2.4
        oval main++ 18,30 2.4,2.4
        oval main++ 8,16 2.4,2.4
        oval main++ -6,36 2.4,2.4
        """,
    ),
    "shirt": (
        "main=3b8ad8|d8693a|fbf8f1|4fa35a;height=0.8",
        """
        poly main -26,90 -64,62 -50,42 -32,54 -32,4 32,4 32,54 50,42 64,62 26,90
        oval main-- 0,90 17,9
        oval skin+ 0,93 14,8
        star gold 0,44 15,6.5 5
        """,
    ),
    "mask": (
        "main=f3ead6|d8b04a|b82a5a;height=0.75",
        """
        ~line gold 3 38,64 52,50 46,26
        blob main -40,84 -34,96 0,90 34,96 40,84 38,48 20,14 0,4 -20,14 -38,48
        ~blob ink 8,64 20,74 34,68 22,58
        ~line gold 3 6,76 20,84 36,78
        blob red -13,30 0,35 13,30 0,20
        poly main-- -4,56 4,56 6,42 -6,42
        poly cyan 0,88 6,78 0,68 -6,78
        ~oval rose+ 25,44 6,5
        ~blob violet 20,94 30,120 40,96
        blob rose -8,92 0,126 8,92
        """,
    ),
    "glasses": (
        "main=2f2a36|8a4a2e;height=0.35",
        """
        ~oval glass 32,36 26,26
        ~ring main 6 32,36 27,27
        line main 5 -8,42 0,48 8,42
        ~line main 5 58,42 68,50 74,46
        ~bar white 3 22,34 32,46
        """,
    ),
    "ring": (
        "main=f2b632|c3ccd6;height=0.65",
        """
        ring main 8 0,34 30,30
        poly cyan 0,58 -24,84 -14,98 14,98 24,84
        poly cyan+ -24,84 24,84 14,98 -14,98
        poly white -8,84 8,84 0,60
        star white! 26,100 9,2.4 4
        """,
    ),
    "sword": (
        "main=dfe6ee;height=1.0",
        """
        poly main -5,34 5,34 5,106 0,118 -5,106
        poly main- 0,34 5,34 5,106 0,118
        bar steel 1.4 0,36 0,98
        blob gold -26,34 -28,28 -20,26 20,26 28,28 26,34 0,36
        rect brown -4,6 8,22 2
        ~bar chestnut 1.2 0,10 4,12
        ~bar chestnut 1.2 0,18 4,20
        oval gold 0,3 7,7
        oval red 0,3 3.4,3.4
        star white! 9,96 6,1.6 4
        """,
    ),
    "shield": (
        "main=b82a3a|2f5ab0|3f8f5a;height=0.8",
        """
        blob gold -40,92 0,98 40,92 42,50 24,18 0,2 -24,18 -42,50
        blob main -34,86 0,91 34,86 36,50 20,22 0,9 -20,22 -36,50
        rect gold -5,12 10,78
        rect gold -34,52 68,10
        """,
    ),
    "heart": (
        "main=d8343a|e8587f|8a4bb8;height=0.7",
        """
        blob main 0,76 -22,94 -46,78 -44,48 -22,20 0,2 22,20 44,48 46,78 22,94
        oval main++ -26,74 7,11 -30
        """,
    ),
    "skull": (
        "main=f3eedd;height=0.7",
        """
        blob main -44,60 -34,92 0,104 34,92 44,60 30,36 24,32 24,8 12,4 -12,4 -24,8 -24,32 -30,36
        ~oval ink 18,58 11.5,12.5
        poly ink -6,36 6,36 0,48
        bar ink 2 -12,6 -12,20
        bar ink 2 0,5 0,20
        bar ink 2 12,6 12,20
        """,
    ),
    "umbrella": (
        "main=d8343a|3b78d8|f2b632|8a4bb8;second=fbf8f1;height=0.9",
        """
        line bark 4 0,96 0,14 -4,4 -14,4 -16,12
        blob main -62,50 -46,84 0,104 46,84 62,50 46,58 31,50 15,58 0,50 -15,58 -31,50 -46,58
        blob main+ -31,50 -20,84 0,104 20,84 31,50 15,58 0,50 -15,58
        blob main++ -12,56 -8,84 0,104 8,84 12,56 0,50
        bar bark 3 0,104 0,112
        """,
    ),
    "flag": (
        "main=d8343a|3b78d8|4fa35a;height=0.9",
        """
        bar wood 4 -34,0 -34,104
        oval gold -34,106 5,5
        blob main -32,102 -10,96 14,104 46,98 46,58 14,64 -10,56 -32,62
        star gold 8,80 13,5.4 5
        """,
    ),
    "key": (
        "main=f2b632|c3ccd6;height=0.75",
        """
        ring main 8 0,84 18,18
        ring main 5 0,84 8,8
        rect main -4,4 8,64 1
        rect main 4,6 16,8 1
        rect main 4,20 11,8 1
        """,
    ),
    "ball": (
        "main=fbf8f1;height=0.55",
        """
        oval main 0,46 45,45
        poly ink 0,64 -17,52 -10,32 10,32 17,52
        ~poly ink 22,84 40,72 30,64 20,72
        ~poly ink 45,44 34,30 40,20 44,30
        poly ink -10,4 10,4 6,14 -6,14
        bar grey 1.4 0,64 0,90
        ~bar grey 1.4 17,52 30,64
        ~bar grey 1.4 10,32 22,14
        """,
    ),
    "gift": (
        "main=d8343a|3b78d8|4fa35a|8a4bb8;second=f9d54a|fbf8f1;height=0.6",
        """
        rect main -40,0 80,54 2
        rect second -8,0 16,54
        rect main+ -45,50 90,18 2
        rect second -8,50 16,18
        ~blob second 0,68 12,92 34,94 30,74
        ~blob second-- 8,72 16,84 26,84 22,76
        oval second- 0,71 6,6
        """,
    ),
}
