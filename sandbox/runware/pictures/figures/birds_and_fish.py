"""Birds, and animals of the sea."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "owl": (
        "main=8f623c|7a5a4a|a8784a|6d6a78;belly=f0d9b0;height=0.95",
        """
        line bark 7 -46,2 0,-1 46,3
        blob main- -20,8 -12,-12 12,-12 20,8
        blob main -31,30 -28,70 -32,100 -14,92 14,92 32,100 28,70 31,30 18,6 -18,6
        oval belly 0,32 20,26
        ~line main- 2 4,46 9,42 14,46
        ~line main- 2 -1,38 4,34 9,38
        ~line main- 2 9,38 13,34 17,38
        ~line main- 2 4,28 9,24 14,28
        line main- 2 -4,20 0,16 4,20
        ~blob main-- 27,66 37,44 31,14 22,24 22,52
        ~oval belly+ 14,72 15,15
        ~oval gold 14,72 10.5,10.5
        ~oval ink 14,72 6.4,6.4
        ~oval white 16,75 2.2,2.2
        poly orange -5,66 5,66 0,55
        ~oval orange 10,3 3,4
        ~oval orange 5,3 3,4
        """,
    ),
    "penguin": (
        "main=2f3648;height=0.9",
        """
        ~oval orange 13,3 12,5
        blob main -30,14 -30,60 -24,88 0,100 24,88 30,60 30,14 0,2
        blob white -21,16 -22,52 0,62 22,52 21,16 0,6
        ~oval white 10,74 12,14
        ~blob main 28,62 42,36 40,22 30,34
        ~oval ink 10,76 3.6,4.8
        ~oval white 11,78 1.3,1.6
        poly orange -7,68 7,68 0,60
        ~oval pink 17,66 3.6,2.4
        """,
    ),
    "bird": (
        "main=4a90d9|e0564f|f2b632|55b0a0;belly=fbe7c8;height=0.6",
        """
        line bark 5 -50,2 0,-1 50,4
        bar orange 2.6 -4,16 -4,2
        bar orange 2.6 8,16 8,2
        poly main- -24,34 -60,40 -62,28 -26,22
        blob main -30,36 -14,62 14,74 22,94 44,94 50,74 40,30 14,12 -14,16
        blob belly 44,62 40,30 16,14 2,22 14,44 32,60
        blob main-- -22,46 2,58 18,44 0,26 -34,26
        oval ink 36,80 3.8,4.4
        oval white 37.4,82 1.4,1.5
        poly orange 48,82 64,75 48,71
        """,
    ),
    "eagle": (
        "main=5a3a28|6e4a32;height=0.8",
        """
        blob main -8,44 -40,80 -78,92 -84,76 -70,74 -80,64 -64,62 -70,50 -52,50 -54,40 -34,40 -12,32
        blob main 8,44 40,80 78,92 84,76 70,74 80,64 64,62 70,50 52,50 54,40 34,40 12,32
        poly white -10,22 10,22 18,0 -18,0
        blob main- -14,52 14,52 12,20 -12,20
        oval white 0,58 12,13
        ~poly ink 2,61 9,64 8,59
        poly gold -5,56 5,56 0,44
        ~oval gold 6,20 4,5
        """,
    ),
    "parrot": (
        "main=d8343a|3fa55a|3b78d8;height=0.85",
        """
        line bark 5 -40,14 0,12 40,16
        poly blue -6,20 8,20 2,-20 -10,-16
        blob main -18,30 -18,64 -8,92 14,96 26,82 20,56 14,26 0,16
        blob gold -18,60 -10,52 -2,24 -12,18 -20,34
        blob blue -20,44 -12,36 -8,14 -18,10 -24,26
        oval white 12,82 8,8
        oval ink 13,83 3,3
        blob ink 22,88 34,82 30,66 26,74 19,76
        ~oval grey 4,14 4,4
        """,
    ),
    "swan": (
        "main=fdfbf6;height=0.8",
        """
        blob main -48,20 -40,40 -10,40 24,24 40,14 24,2 -34,2
        line main 11 30,16 40,32 20,52 22,74 36,78
        oval main 38,78 10,8
        blob main+ -52,44 -20,48 14,24 -24,12 -40,22
        blob main- -44,36 -18,38 0,26 -24,18
        poly orange 45,80 62,73 45,73
        poly ink 44,82 49,80 46,75
        oval ink 39,80 1.6,1.8
        """,
    ),
    "duck": (
        "main=f9d54a|fbf8f1|a8784a;seat=42;height=0.7",
        """
        ~oval orange 8,2 9,3.6
        bar orange 3 -8,12 -8,3
        bar orange 3 8,12 8,3
        blob main -52,44 -40,28 -28,36 0,40 12,44 30,34 30,16 12,8 -24,8 -44,22
        blob main- -30,32 -8,36 8,26 -8,16 -28,20
        oval main 22,62 21,20
        blob orange 38,64 58,60 58,53 38,52
        bar orange- 1.2 40,57 57,56.5
        oval ink 27,67 3.2,4
        oval white 28,68.6 1.2,1.3
        """,
    ),
    "chicken": (
        "main=fbf3e2|c9733a|f0d9b0;height=0.75",
        """
        bar orange 3 -6,16 -8,2
        bar orange 3 8,16 8,2
        ~line orange 2.4 0,1 8,2 16,1
        blob main- -24,44 -52,70 -44,44 -56,48 -42,28 -20,24
        blob main -36,44 -18,44 4,56 12,82 28,86 36,72 34,40 22,18 -14,14 -34,26
        blob main- -20,42 4,42 10,30 -8,22 -24,30
        blob red 10,84 10,96 18,92 20,100 26,92 34,94 32,84
        poly orange 35,78 50,72 35,68
        blob red 34,66 40,64 38,54 32,58
        oval ink 26,77 2.6,3.2
        """,
    ),
    "fish": (
        "main=f08a2c|3b9ad8|e0564f|f2c83a;height=0.55",
        """
        poly main- -30,44 -58,66 -52,44 -58,22
        poly main- -12,64 4,84 22,64
        poly main- -6,26 4,10 16,26
        blob main -36,44 -10,66 26,66 50,44 26,22 -10,22
        blob white -8,65 2,66 2,22 -8,23 -4,44
        blob white 20,66 28,65 32,44 28,23 20,22 22,44
        poly main-- 4,40 -12,32 4,30
        oval white 38,50 6,6
        oval ink 39,50 3.4,3.8
        line ink 1.4 49,42 44,38 42,34
        oval white+ 60,62 3,3
        oval white+ 66,72 4,4
        oval white+ 62,84 2.4,2.4
        """,
    ),
    "shark": (
        "main=7288a0|64788e;height=0.8",
        """
        poly main- -44,46 -72,72 -62,46 -70,24
        poly main- -6,62 -12,92 18,62
        blob main -52,46 -20,62 26,64 62,44 40,30 -10,32
        blob white 60,43 40,30 -10,32 -40,42 0,42 36,44
        poly main- 6,36 -12,12 22,34
        oval ink 40,50 2.4,2.8
        line ink 1.4 44,38 52,40 58,38
        poly white 46,38 48,34 50,39
        poly white 51,39 53,35 55,38
        bar main-- 1.4 22,54 20,44
        bar main-- 1.4 18,54 16,44
        bar main-- 1.4 14,54 12,44
        """,
    ),
    "dolphin": (
        "main=5f8fb8|6fa0c4;height=0.75",
        """
        poly main- -46,30 -74,36 -60,24 -62,6 -44,22
        poly main- -8,64 -22,84 12,66
        blob main -52,26 -30,48 4,66 34,62 46,48 66,42 64,36 46,36 20,34 -20,26
        blob white 60,37 44,36 20,34 -14,27 12,42 40,44
        poly main- 12,40 -2,16 22,36
        oval ink 38,50 2.2,2.8
        """,
    ),
    "whale": (
        "main=3f6fa8|4a86b8|34598c;seat=60;height=0.8",
        """
        line cyan+ 4 4,74 2,92 -14,98 -20,88
        line cyan+ 4 4,74 6,94 22,98 28,88
        blob main -60,66 -80,76 -86,62 -72,52 -56,58 -46,68 -34,84 -34,66 -50,54
        blob main -58,58 -44,42 -16,62 24,70 56,54 58,26 36,8 -8,8 -40,28
        blob white 58,32 56,20 36,8 -8,8 -30,22 4,24 36,34
        bar main+ 1.4 0,18 34,18
        bar main+ 1.4 6,13 30,12
        bar main+ 1.4 -4,22 44,24
        blob main- 10,26 -6,6 -14,8 -6,28
        oval white 40,42 4.4,4.8
        oval ink 40.6,42 2.8,3.4
        line ink 1.6 58,34 48,32 40,35
        """,
    ),
    "octopus": (
        "main=d0629a|e0705a|8a5fc0;height=0.9",
        """
        ~line main- 10 8,34 14,16 30,14 34,4
        ~line main- 10 18,38 34,30 50,38 56,26
        line main- 9 -2,34 -6,16 -12,4
        line main- 9 4,34 6,14 14,3
        blob main -30,46 -32,78 0,100 32,78 30,46 20,34 -20,34
        ~oval main+ 20,86 4,5
        oval main+ 2,92 5,3.4
        ~oval white 11,60 7.5,9
        ~oval ink 10,59 4,5.6
        ~oval white 11.4,61.6 1.5,1.7
        line ink 1.6 -6,45 0,42 6,45
        ~oval pink+ 21,50 4,2.8
        ~oval main++ 30,12 2,2
        ~oval main++ 46,35 2,2
        """,
    ),
    "jellyfish": (
        "main=c58ae8|f49ac0|7fc8f0;height=0.9",
        """
        line main 3 -22,50 -26,30 -18,14 -24,0
        line main 3 22,50 26,30 18,14 24,0
        line main+ 4 -10,50 -6,30 -14,16 -8,2
        line main+ 4 10,50 6,30 14,16 8,2
        line main+ 4 0,50 4,30 -4,14 2,-4
        blob main -36,50 -34,76 0,100 34,76 36,50 24,54 12,48 0,54 -12,48 -24,54
        oval main+ -10,80 12,8 30
        ~oval ink 9,64 2.4,3.4
        """,
    ),
    "crab": (
        "main=e0523a|d8683a;height=0.6",
        """
        ~line main- 5 26,24 48,22 54,4
        ~line main- 5 24,18 40,12 42,-2
        ~line main- 5 30,32 54,34 64,16
        ~line main 8 28,40 46,52 48,66
        ~blob main 40,66 34,86 46,98 46,80 54,96 62,80 56,64
        bar main 3 -10,56 -12,72
        bar main 3 10,56 12,72
        blob main -38,34 -28,56 28,56 38,34 24,12 -24,12
        ~oval white 12,74 6,6.6
        ~oval ink 11,74 3,3.8
        line ink 1.6 -9,30 0,25 9,30
        ~oval main+ 20,44 4,3
        """,
    ),
}
