"""What people travel with."""

from typing import Final

PARTS: Final = {
    "wheels": """
        ~oval ink 32,12 13,13
        ~oval silver 32,12 6.5,6.5
    """,
    "small wheels": """
        ~oval ink 30,9 10,10
        ~oval silver 30,9 5,5
    """,
}

FIGURES: Final = {
    "car": (
        "main=d8343a|3b78d8|f2b632|3f9a7a;seat=60;height=0.55",
        """
        blob main+ -34,34 -22,60 -4,66 20,64 36,38
        poly glass -26,38 -17,57 -2,60 -2,38
        poly glass 3,38 3,60 18,58 29,38
        rect main -62,14 124,26 10
        rect main- -64,12 128,9 4
        oval lamp! 57,30 4.4,5
        oval red! -59,30 3.6,5
        bar main-- 1.2 0,16 0,38
        bar silver 2 6,32 12,32
        ~oval main-- 34,14 17,16
        ~oval ink 34,12 14,14
        ~oval silver 34,12 7,7
        glow lamp 66,30 16
        """,
    ),
    "bus": (
        "main=f2b632|d8343a|3b8ab8;height=0.7",
        """
        rect main -66,10 132,66 10
        rect main- -66,10 132,16 5
        rect glass -58,44 22,22 3
        rect glass -32,44 22,22 3
        rect glass -6,44 22,22 3
        rect glass 38,36 24,30 3
        rect main-- 20,14 15,52 2
        rect glass 22,18 11,44 2
        bar white 3 -62,34 16,34
        oval lamp! 62,20 3.6,4
        ~oval ink 40,10 12,12
        ~oval silver 40,10 6,6
        """,
    ),
    "truck": (
        "main=3b78d8|d8343a|4fa35a;height=0.7",
        """
        rect bone -66,18 84,62 3
        rect bone- -66,18 84,8 2
        blob main 20,18 20,60 34,66 48,62 58,44 66,38 66,18
        poly glass 30,44 32,60 46,58 54,44
        oval lamp! 63,30 3,4
        rect slate -66,12 132,8 3
        oval ink -46,11 12,12
        oval silver -46,11 6,6
        oval ink -18,11 12,12
        oval silver -18,11 6,6
        oval ink 44,11 12,12
        oval silver 44,11 6,6
        """,
    ),
    "train": (
        "main=2f4a5a|8a2f3a|2f6a4a;height=0.75",
        """
        rect bark -96,-3 192,4
        oval white -28,122 18,13
        oval white -46,132 14,10
        oval white -8,112 11,8
        rect main -58,30 26,54 3
        rect main-- -64,80 38,8 3
        rect lamp! -54,52 18,20 2
        rect main- -40,24 84,40 16
        oval gold 44,44 6,20
        oval main-- 45,44 4.6,17
        rect gold -18,24 3,40
        rect gold 6,24 3,40
        rect gold 26,24 3,40
        poly main-- 14,62 34,62 38,88 10,88
        rect gold 8,86 32,5 2
        blob gold -10,62 -10,74 0,78 8,74 8,62
        rect red- -62,18 116,9 2
        poly red 50,20 70,2 44,2
        oval ink -44,14 15,15
        oval red -44,14 11,11
        oval ink -6,11 12,12
        oval red -6,11 8,8
        oval ink 24,11 12,12
        oval red 24,11 8,8
        bar silver 3.4 -44,12 24,11
        oval lamp! 44,66 4,4
        glow lamp 50,66 20
        """,
    ),
    "boat": (
        "main=d8693a|3b6ab0|fbf8f1;height=0.9",
        """
        bar wood 3 0,18 0,112
        blob white 5,28 5,108 22,82 48,30
        blob cream -5,30 -5,100 -20,70 -38,30
        poly red 0,112 16,108 0,104
        blob main -56,26 -40,2 36,2 58,28 20,22 -20,22
        line white 2.4 -50,20 0,15 52,21
        """,
    ),
    "ship": (
        "main=8a5632|6b3d22;sail=fbf3e2|e8d8c0;height=1.1",
        """
        bar bark 3.4 -32,30 -32,104
        bar bark 4 4,30 4,120
        bar bark 3 40,30 40,96
        blob sail -48,64 -44,96 -20,96 -16,64 -32,70
        blob sail -48,36 -45,60 -19,60 -16,36 -32,42
        blob sail -18,76 -12,112 20,112 26,76 4,84
        blob sail -20,38 -17,72 25,72 28,38 4,46
        blob sail 26,44 28,88 52,86 58,44 41,50
        poly ink 4,120 24,128 4,134
        poly red -32,104 -46,109 -32,113
        poly sail 46,84 76,40 50,40
        blob main -66,48 -58,6 -40,0 40,0 58,18 80,44 50,30 -30,30 -44,46
        line gold 2.4 -60,36 -20,22 30,22 66,34
        ~oval ink 10,13 3,3
        ~oval ink 30,13 3,3
        """,
    ),
    "airplane": (
        "main=f3f5f8|e8eef4;accent=3b78d8|d8343a|f08a2c;height=0.65",
        """
        poly main- -6,44 -40,80 -24,80 24,48
        poly accent -66,44 -84,80 -70,80 -48,48
        blob main -78,44 -60,54 20,58 58,52 72,42 56,32 0,28 -50,34
        bar accent 3 -66,42 60,39
        poly glass 50,50 66,45 60,42 46,43
        oval navy -34,48 2.4,2.8
        oval navy -22,48.6 2.4,2.8
        oval navy -10,49 2.4,2.8
        oval navy 2,49 2.4,2.8
        oval navy 14,49 2.4,2.8
        oval navy 26,48.6 2.4,2.8
        poly main-- 16,38 -18,2 -36,2 -12,38
        rect slate -6,14 18,8 4
        poly accent -60,42 -82,32 -72,30 -44,38
        """,
    ),
    "helicopter": (
        "main=3b8ab8|d8343a|f2b632;height=0.75",
        """
        bar ink 3 -64,86 64,86
        bar slate 4 0,86 0,70
        poly main- -12,56 -78,62 -78,54 -10,34
        poly main -72,54 -86,80 -76,80 -64,58
        blob main -24,36 -18,66 14,72 40,54 42,36 24,20 -8,20
        blob glass 10,40 12,66 30,60 38,46 36,38
        ~bar slate 2.4 16,22 20,10
        line slate 3.4 -30,8 28,8 38,12
        """,
    ),
    "rocket": (
        "main=f3f5f8|e4e8f0;accent=d8343a|3b78d8|f08a2c;height=1.15",
        """
        glow flame 0,4 34
        blob flame! -11,22 -14,6 0,-22 14,6 11,22
        blob yellow! -6,22 -7,8 0,-8 7,8 6,22
        ~blob accent 14,56 34,34 34,14 26,22 14,26
        blob main -18,24 -21,60 -12,92 0,112 12,92 21,60 18,24
        blob accent -13,91 -7,102 0,113 7,102 13,91 0,94
        rect slate -13,18 26,8 2
        oval silver 0,70 10.5,10.5
        oval navy 0,70 8,8
        oval glass -2,72 4.6,4
        rect accent -20,42 40,5
        blob accent -3,40 0,46 3,40 3,18 0,12 -3,18
        """,
    ),
    "spaceship": (
        "main=b0bcc8|9a8fc0;height=0.7",
        """
        beam lime+! -18,30 18,30 50,-20 -50,-20
        glow lime 0,6 46
        blob glass -26,52 -20,80 0,90 20,80 26,52
        oval lime 0,62 9,12
        ~oval ink 3.6,64 2,3.4
        blob main -72,42 -40,58 40,58 72,42 36,28 -36,28
        blob main-- -50,34 50,34 26,24 -26,24
        oval gold! 0,43 5,4
        ~oval cyan! 26,43 5,4
        ~oval rose! 50,43 4.4,3.4
        """,
    ),
    "bicycle": (
        "main=d8343a|3b78d8|3fbfb5|f2b632;seat=70;height=0.75",
        """
        ~ring ink 4.4 36,28 22,22
        ~bar silver 0.8 36,6 36,50
        ~bar silver 0.8 14,28 58,28
        ~bar silver 0.8 20,12 52,44
        ~bar silver 0.8 20,44 52,12
        bar main 4 -36,28 -4,28 -14,60 -36,28
        bar main 4 -14,60 24,62 -4,28
        bar main 4 36,28 22,72
        bar slate 3 -14,60 -17,70
        blob ink -30,70 -6,73 -6,68 -24,66
        line slate 3.4 22,72 30,80 40,76
        oval silver -4,28 5,5
        bar slate 2.4 -4,28 2,18
        bar ink 3 -2,18 8,18
        """,
    ),
    "motorcycle": (
        "main=d8343a|2f3648|e08a2c;seat=50;height=0.7",
        """
        ~oval ink 44,20 20,20
        ~oval silver 44,20 11,11
        ~oval slate 44,20 4,4
        bar silver 4.4 44,20 28,62
        line slate 4 28,62 20,72 12,72
        bar steel- 5 -44,20 0,22 20,44
        blob steel -18,18 -20,38 14,40 16,18
        bar silver 4 -60,18 -10,16
        blob main -20,44 4,44 24,46 28,58 10,62 -8,54
        blob ink -58,46 -52,54 -30,50 -6,54 -8,44 -36,40
        blob main- -62,36 -50,44 -28,42 -34,34
        blob main 28,42 48,46 64,34 46,42
        oval lamp! 33,58 5.4,6
        glow lamp 38,58 18
        """,
    ),
    "hot air balloon": (
        "main=d8343a|3b78d8|8a4bb8|2d9c95;second=f9d54a|fbf8f1|f08a2c;height=1.1",
        """
        blob main -9,34 -36,64 -38,96 -22,118 0,124 22,118 38,96 36,64 9,34
        blob second -7,35 -25,66 -26,98 -13,119 0,124 13,119 26,98 25,66 7,35
        blob main -4,35 -11,66 -12,98 -6,121 0,124 6,121 12,98 11,66 4,35
        ~bar bark 1 8,36 8,16
        ~bar bark 1 3,34 4,16
        rect second- -10,32 20,4 1
        rect wood -11,0 22,17 3
        bar wood- 1 -10,6 10,6
        bar wood- 1 -10,11 10,11
        rect chestnut -12,14 24,4 2
        """,
    ),
    "balloon": (
        "main=d8343a|3b78d8|f2b632|e8587f|4fa35a;height=0.9",
        """
        line slate 1.2 0,42 6,28 -4,14 2,0
        blob main -26,74 -18,98 0,106 18,98 26,74 14,52 0,46 -14,52
        poly main- -4,42 4,42 0,48
        oval main++ -10,88 4,8 -24
        """,
    ),
    "submarine": (
        "main=f2b632|3b8ab8;height=0.7",
        """
        bar slate 4 4,66 4,88 16,88
        rect main- -14,56 32,18 4
        blob main -58,36 -40,60 40,60 62,36 40,12 -40,12
        poly main-- -56,36 -76,54 -72,36 -76,18
        oval silver -20,38 10,10
        oval glass -20,38 7,7
        oval silver 6,38 10,10
        oval glass 6,38 7,7
        oval silver 32,38 10,10
        oval glass 32,38 7,7
        """,
    ),
    "tractor": (
        "main=4fa35a|d8343a;height=0.7",
        """
        rect slate 26,48 4,22 1
        rect main -10,24 56,26 5
        rect main- -34,24 32,24 3
        rect glass -32,46 28,28 2
        rect main- -36,72 36,6 2
        oval ink -28,22 22,22
        oval gold -28,22 11,11
        oval ink 34,13 13,13
        oval gold 34,13 6.5,6.5
        """,
    ),
}
