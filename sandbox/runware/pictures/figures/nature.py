"""Stones, fire, weather, and the lights of the sky."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "crystal": (
        "main=8a6ae8|4ac0d8|e86ab8|5ad8a0;height=0.8",
        """
        glow main 0,46 60
        poly main- -44,0 -52,36 -38,52 -20,0
        poly main-- 44,0 54,44 40,60 18,0
        poly main -24,0 -22,76 0,104 22,76 24,0
        poly main+ -24,0 -22,76 -6,70 -6,0
        poly main++ -22,76 0,104 -6,70
        poly main- 10,0 8,70 22,76 24,0
        poly main+ 0,104 22,76 8,70
        poly main+ -44,0 -52,36 -36,34 -32,0
        star white! -14,90 8,2 4
        star white! 42,66 6,1.6 4
        """,
    ),
    "rock": (
        "main=a8a59c|8a8f9c;height=0.5",
        """
        poly main -60,0 -48,40 -18,66 24,60 52,30 62,0
        poly main+ -48,40 -18,66 24,60 4,40
        poly main- 24,60 52,30 62,0 30,0 4,40
        """,
    ),
    "fire": (
        "main=f0702a;height=0.8",
        """
        glow flame 0,36 70
        bar bark 9 -34,4 34,16
        bar bark- 9 34,4 -34,16
        blob main! -30,14 -36,40 -22,66 -16,54 -2,104 12,72 20,80 34,44 30,14 0,8
        blob flame! -20,14 -22,38 -10,54 0,80 10,54 22,38 20,14
        blob yellow! -11,14 -12,30 0,56 12,30 11,14
        """,
    ),
    "volcano": (
        "main=6a5560|5d5a64;height=1.2",
        """
        glow flame 0,92 60
        oval slate 4,128 26,14
        oval slate+ -18,118 20,12
        oval slate 22,114 18,12
        blob flame! -14,84 -8,104 -2,94 2,112 8,94 14,104 16,84
        poly main -78,0 -22,88 22,88 78,0
        poly main- 22,88 78,0 30,0 6,60
        blob flame! -20,88 -16,64 -20,40 -10,50 -4,68 2,44 8,24 12,56 20,88
        blob yellow! -12,88 -8,72 0,80 8,60 12,88
        """,
    ),
    "snowman": (
        "main=fbfdff;height=0.85",
        """
        ~line bark 2.6 18,54 36,66 44,78
        ~bar bark 2 36,66 46,66
        oval main 0,22 30,24
        oval main 0,56 22,20
        oval main 0,82 17,16
        oval ink 0,64 1.8,1.8
        oval ink 0,56 1.8,1.8
        oval ink 0,48 1.8,1.8
        rect red -17,67 34,6 3
        rect red- 6,48 8,22 2
        ~oval ink 6,86 2,2.4
        poly orange -1,82 -1,78 20,78
        line ink 1.4 -7,75 0,72.6 7,75
        rect ink -20,94 40,4 2
        rect ink -13,96 26,20 1
        rect red -13,98 26,4
        """,
    ),
    "sun": (
        "main=f9c93a;height=0.85",
        """
        glow lamp 0,52 90
        star main! 0,52 52,34 16
        oval gold! 0,52 32,32
        oval yellow+! -4,56 24,24
        """,
    ),
    "moon": (
        "main=f6e8b8;seat=20;height=0.8",
        """
        glow lamp 0,52 90
        blob main! 10,104 -24,98 -46,72 -46,34 -24,8 12,2 38,16 10,22 -6,44 -2,72 14,92
        oval main-! -30,60 5,5
        oval main-! -24,34 7,7
        oval main-! -12,84 4,4
        star white! 32,78 8,2.2 4
        star white! 46,46 5,1.6 4
        """,
    ),
    "star": (
        "main=f9d54a;height=0.75",
        """
        glow lamp 0,52 80
        star main! 0,52 52,22 5
        star main+! 0,53 36,15 5
        star white! 46,96 8,2.2 4
        star white! -50,24 6,1.8 4
        """,
    ),
    "planet": (
        "main=e0925a|7a9ae0|c07ad0|6fc0a8;height=0.9",
        """
        glow main 0,50 80
        line main+ 7 -66,62 -70,46 -20,36 30,44
        oval main 0,50 40,40
        blob main- -37,62 0,70 37,62 39,54 0,60 -39,54
        blob main+ -38,42 0,48 38,42 35,34 0,38 -35,34
        blob main- -28,24 0,28 28,24 18,15 0,14 -18,15
        line main++ 6 -62,38 -20,34 40,46 68,64 56,74 36,70
        oval main+ 60,104 6,6
        """,
    ),
    "cloud": (
        "main=fbfdff;seat=70;height=0.6",
        """
        oval main -34,34 30,26
        oval main 36,32 28,24
        oval main 0,54 36,34
        oval main 22,58 24,24
        rect main -58,8 116,28 14
        """,
    ),
    "lightning": (
        "main=f9d54a;height=0.95",
        """
        oval slate -30,84 28,20
        oval slate 30,84 28,20
        oval slate+ 0,94 34,24
        rect slate -54,66 108,22 11
        glow lamp 0,36 50
        poly main! -6,68 -24,34 -4,34 -14,0 26,44 4,44 18,68
        """,
    ),
    "rainbow": (
        "main=d8343a;height=0.9",
        """
        line red 8 -74,8 -54,66 0,92 54,66 74,8
        line orange 8 -66,8 -48,60 0,84 48,60 66,8
        line yellow 8 -58,8 -42,54 0,76 42,54 58,8
        line green 8 -50,8 -36,48 0,68 36,48 50,8
        line blue 8 -42,8 -30,42 0,60 30,42 42,8
        line violet 8 -34,8 -24,36 0,52 24,36 34,8
        ~oval white 54,8 20,12
        ~oval white 74,6 18,11
        ~oval white 64,17 16,11
        """,
    ),
    "snowflake": (
        "main=e8f6ff;height=0.8",
        """
        bar main 5 0,4 0,100
        ~bar main 5 40,28 -40,76
        ~bar main 4 0,84 14,96
        ~bar main 4 0,20 14,8
        ~bar main 4 28,68.8 30,88
        ~bar main 4 28,68.8 46,64
        ~bar main 4 28,35.2 30,16
        ~bar main 4 28,35.2 46,40
        star main 0,52 14,7 6
        """,
    ),
    "feather": (
        "main=3b8ab8|f08a2c|8a4bb8;height=0.85",
        """
        blob main -6,14 -26,40 -20,80 12,106 26,74 14,34
        line main++ 2.4 -12,0 -2,40 10,98
        bar main-- 1.6 0,50 -18,62
        bar main-- 1.6 4,62 18,70
        """,
    ),
    "shell": (
        "main=f4b8a0|f0d9b0;height=0.5",
        """
        blob main 0,6 -50,40 -44,78 0,92 44,78 50,40
        ~line main-- 2 0,8 18,50 22,88
        ~line main-- 2 0,8 34,44 42,76
        bar main-- 2 0,8 0,90
        rect main- -14,0 28,12 5
        """,
    ),
}
