"""Beings that do not exist any more, or never did."""

from typing import Final

from sandbox.runware.pictures.figures.people import PARTS as PEOPLE_PARTS

PARTS: Final = PEOPLE_PARTS

FIGURES: Final = {
    "ghost": (
        "main=f4f4fb|e0ecf8;height=0.85",
        """
        glow white 0,50 62
        ~blob main 24,56 44,60 46,48 28,38
        blob main -32,10 -32,62 -20,92 0,100 20,92 32,62 32,10 22,2 16,12 8,3 0,12 -8,3 -16,12 -22,2
        ~oval ink 10,68 5,7
        ~oval white 11.6,71 1.7,2
        oval ink 0,52 5,7
        ~oval pink 19,58 4.4,2.8
        """,
    ),
    "skeleton": (
        "main=f3eedd;height=1.0",
        """
        ~bar main 4.4 6,28 7,4
        ~oval main 7,16 3.4,3
        ~blob main 3,0 4,5 11,5 15,0
        blob main -12,32 -6,25 6,25 12,32 4,30 -4,30
        bar main 5 0,28 0,66
        ~line main 3 1,60 12,60 13,54 3,52
        ~line main 3 1,53 11,52 12,47 3,45
        ~line main 3 1,46 9,44 10,40 3,39
        ~line main 3.6 0,64 12,64 18,60
        ~line main 4 18,60 24,48 22,36
        ~oval main 24,48 3,3
        ~line main 1.8 22,36 19,30
        ~line main 1.8 22,36 23,28
        ~line main 1.8 22,36 26,30
        blob main -17,84 -14,99 0,104 14,99 17,84 11,74 10,68 -10,68 -11,74
        ~oval ink 7,85 5,5.6
        poly ink -2,78 2,78 0,82
        bar ink 1.2 -9,72 9,72
        bar ink 1 -5,75 -5,69
        bar ink 1 0,75 0,69
        bar ink 1 5,75 5,69
        """,
    ),
    "zombie": (
        "skin=93b577;hair=4a4a3a;top=6a7a8a|8a5a4a;pants=4a4a42;shoe=3a342f",
        """
        ~rect pants 1,8 9,30 2
        poly skin- 1,10 10,10 8,4 3,4
        poly skin- -1,10 -10,10 -8,4 -3,4
        ~blob shoe 0.5,0 1,6 10,6 14,3 13,0
        use torso
        poly skin -14,30 -6,30 -9,38
        poly crimson 6,50 10,52 9,44 5,42
        poly pants -1,29 14,29 10,34 4,31
        ~line top 7.5 14,58 22,58 26,55
        ~line skin 6 26,56 33,58 36,60
        ~line skin 2.2 36,60 40,64 40,68
        ~line skin 2.2 36,60 42,61 44,64
        use head
        blob hair -15,84 -16,95 -8,99 0,96 8,101 15,94 15,84 8,90 2,88 -6,92
        oval white -6,80 4.4,4.6
        oval white 6,80 3.2,3.4
        oval ink -5.4,79 1.4,1.6
        oval ink 6.4,80.6 1.2,1.4
        line ink 1.6 -7,71 -2,73 3,71 7,72.4
        rect white -1,70 2.4,3
        bar ink 1 8,90 12,84
        bar ink 0.8 8,86 12,88
        """,
    ),
    "dragon": (
        "main=4fa35a|c0392b|3b78b8|7d4fa8;belly=f2d89a;seat=62;height=1.2",
        """
        blob main- -20,8 -46,0 -66,14 -62,36 -72,34 -60,50 -52,34 -50,20 -32,24
        poly main-- -60,48 -78,58 -62,62
        blob main- -8,50 -30,92 -64,104 -56,84 -70,74 -54,64 -62,48 -40,46 -30,34
        line main-- 2 -10,52 -34,82 -62,102
        line main-- 2 -12,50 -40,66 -68,74
        blob main- 22,52 36,86 62,100 58,82 68,72 56,62 60,48 42,46 34,36
        line main-- 2 24,54 42,80 60,98
        blob main -22,4 -28,24 -16,50 10,56 26,40 26,16 18,4
        blob belly -8,6 -8,34 6,50 20,36 20,8
        bar main- 1 -8,18 20,18
        bar main- 1 -8,28 20,28
        bar main- 1 -4,38 16,38
        ~oval main 18,4 11,6
        blob main -4,48 0,72 10,84 28,80 24,58 18,44
        poly gold -6,54 -14,60 -4,64
        poly gold -2,66 -10,74 0,76
        blob main -6,82 4,104 24,106 40,94 56,84 54,74 36,70 14,70 0,74
        blob main+ 36,90 56,84 54,76 40,74
        poly gold 4,102 -8,122 14,106
        poly gold 16,106 12,124 26,105
        poly belly 40,74 42,68 45,75
        poly belly 46,75 49,69 51,76
        line main-- 1.4 54,80 42,77 34,79
        oval gold+ 25,94 5,5.4
        oval ink 26,94 1.8,4.4
        oval ink 50,85 1.4,1.2
        blob flame! 60,80 78,88 96,84 84,78 98,70 80,70
        blob yellow! 62,79 74,83 84,80 74,75
        glow flame 78,79 26
        line main 6 16,36 28,30 32,36
        """,
    ),
    "dinosaur": (
        "main=5fae6a|8fb04a|d0894a;belly=f0e6b0;height=1.15",
        """
        blob main -14,30 -40,16 -68,20 -84,34 -62,32 -42,36 -20,54
        rect main- 8,2 13,26 5
        blob main -26,24 -22,50 0,66 20,58 24,34 14,18 -12,14
        blob belly 4,20 8,50 20,56 24,36 16,20
        rect main -16,0 16,30 6
        blob main -20,0 -18,8 4,8 6,0
        blob main- 4,0 6,7 26,7 28,0
        blob main 0,56 4,80 12,100 36,104 58,94 60,84 34,80 30,72 26,52
        blob belly 30,78 58,84 57,79 38,72 30,72
        poly white 40,83 42,77 45,82
        poly white 47,83 49,77 52,82
        poly white 54,83 55.5,78 58,82
        line main- 5 18,48 30,44 32,36
        line main- 2 32,36 36,34
        line main- 2 32,36 30,31
        oval white 28,95 5,5.4
        oval ink 29,95 2.6,3.2
        oval ink 54,91 1.4,1.2
        poly main-- -2,76 -12,82 0,88
        poly main-- -6,62 -17,66 -4,73
        poly main-- -22,50 -30,60 -12,60
        poly main-- -40,36 -46,46 -30,42
        """,
    ),
    "alien": (
        "main=8fd06a|7fc8b8|b89ae0;height=0.9",
        """
        ~rect main- 2,2 7,26 3
        ~oval main- 7,3 7,4
        blob main -12,26 -14,46 0,54 14,46 12,26 0,22
        ~line main 5 12,46 24,38 22,24
        ~oval main 22,22 3.6,4
        blob main -30,82 -20,104 0,108 20,104 30,82 14,58 0,50 -14,58
        ~oval ink 13,78 7.5,11.5 -24
        ~oval white 15,83 2,3
        ~oval main-- 1.8,63 0.9,1.2
        line main-- 1.4 -5,58 0,56.4 5,58
        ~line main 2.4 8,104 14,116 18,118
        ~oval main+ 18.5,118.5 3.4,3.4
        """,
    ),
    "monster": (
        "main=7d5fc4|4fa3a0|e0702a;belly=e8d89a;height=0.95",
        """
        ~oval main- 16,4 14,6
        star main 0,46 46,39 26
        oval belly 0,26 22,18
        ~line main 9 36,48 50,36 50,22
        ~blob bone 14,84 24,88 32,104 20,98 12,90
        oval white 0,66 17,17
        oval lime- 0,65 9,9
        oval ink 0,65 5,5.6
        oval white 3,69 2.4,2.4
        blob ink -24,44 24,44 16,32 0,28 -16,32
        poly white -18,43 -12,43 -15,36
        poly white -6,43 0,43 -3,36
        poly white 6,43 12,43 9,36
        """,
    ),
    "phoenix": (
        "main=e0502a;height=1.0",
        """
        glow flame 0,50 70
        ~blob red 0,30 14,6 30,-6 26,8 36,4 22,20 10,36
        blob flame! 0,32 -8,8 0,-10 8,8
        ~blob main 6,48 28,84 58,104 56,88 72,86 60,72 72,62 56,56 60,42 40,42 20,32
        ~blob flame! 8,46 28,70 50,86 46,70 54,62 40,54 22,40
        ~blob gold! 10,44 26,58 38,66 32,52 20,42
        blob main -10,30 -12,54 0,72 12,54 10,30 0,20
        blob flame -6,30 -7,50 0,60 7,50 6,30 0,24
        oval main 0,76 9,9.6
        line flame! 2.4 0,84 -4,94 -10,96
        line gold! 2.4 0,84 1,97
        line flame! 2.4 1,84 6,93 12,94
        ~oval ink 3.6,78 1.3,1.8
        poly gold -2.6,75 2.6,75 0,69
        """,
    ),
    "robot": (
        "main=9fb0c2|7fc0c8|e0a04a|c8ced8;height=0.95",
        """
        bar steel- 2.4 0,96 0,110
        oval red! 0,112 4,4
        glow red 0,112 12
        ~rect main- 4,4 10,24 2
        ~blob main-- 2,0 3,8 16,8 18,0
        rect main -21,26 42,36 6
        rect navy -13,36 26,18 3
        oval lime! -7,45 2.6,2.6
        oval gold! 0,45 2.6,2.6
        oval red! 7,45 2.6,2.6
        ~line steel- 5 22,56 32,46 30,36
        ~oval main-- 30,32 6,6
        rect steel -6,60 12,6
        rect main -24,64 48,34 8
        ~rect steel- 23,74 5,13 2
        rect navy- -19,71 38,20 6
        ~oval cyan+! 9,82 5,5.6
        ~oval white! 10,84 1.6,1.6
        line cyan+! 1.6 -6,75.4 0,74 6,75.4
        """,
    ),
    "vampire": (
        "skin=e6e2ea;hair=20202a;top=fbf8f1;pants=20202a;shoe=20202a;cape=2a2030;height=1.02",
        """
        blob cape -12,64 -34,8 -20,2 0,6 20,2 34,8 12,64
        ~poly crimson 4,62 11,64 29,8 16,6
        use legs
        use torso
        poly crimson -7,58 7,58 5,36 -5,36
        ~poly cape 2,64 14,64 13,34 9,34
        ~poly red 0,62 8,65 8,58
        ~blob cape 8,64 28,58 38,34 30,10 18,40
        ~poly cape 8,62 26,82 18,58
        ~poly crimson 9,64 22,77 17,61
        use head
        blob hair -16,82 -16,96 0,102 16,96 16,82 11,91 0,86 -11,91
        ~oval red 5.8,80 2.2,2.4
        ~oval ink 5.8,80 1,1.4
        ~bar hair 1.6 3,84 9,86
        line ink 1.2 -5,73.6 0,72.6 5,73.6
        ~poly white 1.8,73.2 4.4,73.2 3.1,69
        """,
    ),
}
