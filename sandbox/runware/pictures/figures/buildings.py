"""Buildings, and what stands in landscapes and towns."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "house": (
        "main=f3e2c4|e9b87a|c9d8e0|f0c0b0;roof=b9503e|5a6a84|8a4a3a;door=3f7a8a|8a4a2e;seat=86;height=1.0",
        """
        rect stone 24,70 11,24 1
        rect stone- 22,92 15,5 1
        rect main -38,0 76,50
        poly main -38,50 38,50 0,86
        poly roof -48,46 0,90 48,46 44,40 0,80 -44,40
        poly roof- -48,46 -44,40 0,80 0,90
        arch door -8,0 17,30
        oval gold 5,14 1.4,1.4
        rect stone- -12,0 25,3
        ~rect white 14,18 18,18 1
        ~rect lamp! 16,20 6.5,14
        ~rect lamp! 24,20 6.5,14
        ~rect leaf 12,13 22,5 2
        ~oval red+ 17,18 2.4,2.4
        ~oval yellow 23,18.6 2.4,2.4
        ~oval red+ 29,18 2.4,2.4
        oval white 0,58 8,8
        oval lamp! 0,58 6,6
        bar white 1.4 -6,58 6,58
        bar white 1.4 0,52 0,64
        ~oval leaf- 44,6 10,9
        """,
    ),
    "cabin": (
        "main=9a6238|7a4a2c;roof=4a5a4a|6b3d2e;height=0.9",
        """
        rect stone -34,60 12,32 1
        rect main -40,0 80,46
        ~bar main-- 1 0,8 40,8
        ~bar main-- 1 0,16 40,16
        ~bar main-- 1 0,24 40,24
        ~bar main-- 1 0,32 40,32
        ~bar main-- 1 0,40 40,40
        poly main- -40,46 40,46 0,78
        poly roof -52,42 0,86 52,42 46,37 0,74 -46,37
        rect chestnut -9,0 18,32 1
        oval gold 5,16 1.4,1.4
        ~rect white 16,14 17,18 1
        ~rect lamp! 18,16 6,14
        ~rect lamp! 25,16 6,14
        glow lamp 0,24 40
        """,
    ),
    "castle": (
        "main=c3bdb4|b0a8b8|d8c8a8;roof=3f5fa8|8a3f5f|4f7a5a;height=1.25",
        """
        rect main- -13,40 26,52
        rect main-- -15,88 30,5
        poly roof -18,92 18,92 0,122
        bar bark 1 0,122 0,134
        poly red 0,134 14,130 0,126
        arch lamp! -4,66 8,14
        ~rect main 34,0 22,70
        ~rect main- 32,66 26,5
        ~poly roof 30,70 60,70 45,102
        ~bar bark 1 45,102 45,112
        ~poly gold 45,112 55,109 45,106
        ~arch lamp! 42,44 6,13
        ~arch ink 42,20 6,13
        rect main -34,0 68,44
        ~rect main 2,42 8,9
        ~rect main 15,42 8,9
        ~rect main 27,42 8,9
        ~arch lamp! 18,20 7,14
        arch chestnut- -13,0 26,32
        arch ink -10,0 20,28
        bar stone- 1 -10,8 10,8
        bar stone- 1 -10,16 10,16
        bar stone- 1 -4,0 -4,27
        bar stone- 1 4,0 4,27
        ~rect main-- 20,8 7,3 1
        ~rect main-- 38,58 6,3 1
        ~rect main-- 46,12 6,3 1
        ~rect main-- 28,36 5,2.4 1
        ~oval forest 58,4 12,9
        """,
    ),
    "church": (
        "main=f3ece0|d8c8b0|c9b0a0;roof=6a5a6a|b9573e;height=1.2",
        """
        rect main- -4,0 52,40
        poly roof -4,40 48,40 54,36 40,62 -4,62
        arch cyan! 12,10 8,20
        arch rose! 26,10 8,20
        arch gold! 38,10 6,20
        rect main -34,0 32,70
        rect main- -37,66 38,5
        poly roof -36,70 0,70 -18,112
        bar gold 2.6 -18,110 -18,130
        bar gold 2.6 -24,124 -12,124
        arch chestnut -26,0 16,28
        oval white -18,48 8,8
        oval ink -18,48 6.4,6.4
        bar white 1 -18,48 -18,53
        bar white 1 -18,48 -14.6,48
        """,
    ),
    "temple": (
        "main=b8342e|c04a2e;roof=3a4652|4a5a4a;height=1.15",
        """
        rect stone -52,0 104,8
        rect stone+ -44,8 88,6
        rect cream -36,14 72,28
        ~rect main 30,14 6,28
        ~rect main 12,14 5,28
        rect chestnut -11,14 22,24
        bar gold 1 0,14 0,38
        poly roof -60,44 -50,42 50,42 60,44 66,52 34,56 -34,56 -66,52
        rect cream -24,56 48,16
        ~rect main 19,56 5,16
        ~rect main 5,56 4,16
        poly roof -42,74 -34,72 34,72 42,74 48,81 22,84 -22,84 -48,81
        rect cream -14,84 28,11
        ~rect main 10,84 4,11
        poly roof -30,97 -24,95 24,95 30,97 34,104 0,118 -34,104
        rect gold -1.5,118 3,10
        oval gold 0,128 3,3
        ~oval red! 40,34 4,5
        ~glow red 40,34 10
        """,
    ),
    "shrine": (
        "main=d8432e;height=0.95",
        """
        ~rect main 28,0 9,84 1
        ~rect ink 27,0 11,8 1
        rect main -42,58 84,8 1
        rect main- -5,66 10,14
        poly main -58,86 58,86 62,98 0,92 -62,98
        poly ink -60,94 0,90 60,94 63,100 0,97 -63,100
        line bone 2 -30,56 -15,50 0,53 15,50 30,56
        poly white -16,52 -12,52 -15,42
        poly white 12,52 16,52 15,42
        """,
    ),
    "tower": (
        "main=b8b0a8|c9a890|a8a0b0;roof=8a3f4a|3f5f8a;height=1.3",
        """
        poly main -18,0 18,0 15,84 -15,84
        rect main- -21,82 42,10 1
        ~rect main 3,92 7,8
        ~rect main 14,92 7,8
        rect main- -12,92 24,10
        poly roof -17,100 17,100 0,138
        bar bark 1.2 0,138 0,150
        poly red 0,150 16,146 0,141
        arch chestnut -7,0 14,22
        arch lamp! -4,34 8,14
        arch lamp! -3.5,62 7,13
        rect main-- -13,26 7,3 1
        rect main-- 5,52 7,3 1
        rect main-- -12,74 6,3 1
        line leaf 5 -17,0 -14,26 -16,44
        oval leaf -15,44 5,5
        oval leaf -12,30 4,5
        """,
    ),
    "lighthouse": (
        "main=d8343a|3b6ab0;height=1.3",
        """
        beam lamp! 8,112 120,136 120,84
        glow lamp 0,112 50
        blob stone- -40,0 -30,12 -8,10 12,14 34,10 44,0
        poly white -19,8 19,8 12,98 -12,98
        poly main -17.2,30 17.2,30 15.8,48 -15.8,48
        poly main -14.2,68 14.2,68 12.8,86 -12.8,86
        rect slate -17,96 34,5 1
        rect glass -9,101 18,20
        rect lamp! -6,101 12,20
        ~bar slate 1.4 9,101 9,121
        bar slate 1.4 0,101 0,121
        poly main -13,120 13,120 0,136
        oval slate 0,137 2,3
        arch slate -6,8 12,20
        oval navy 0,58 3.4,4
        """,
    ),
    "windmill": (
        "main=f3e6d0|d8b890;roof=8a4a3a;height=1.2",
        """
        poly main -20,0 20,0 13,70 -13,70
        blob roof -16,68 0,94 16,68
        arch chestnut -7,0 14,24
        arch lamp! -4,40 8,12
        poly white 2,76 30,110 38,102 6,72
        poly white -2,76 -36,104 -28,112 2,80
        poly white -2,72 -30,38 -38,46 -6,76
        poly white 2,72 36,44 28,36 -2,68
        bar bark 2 -36,40 36,110
        bar bark 2 -36,110 36,40
        oval bark 0,74 4,4
        """,
    ),
    "barn": (
        "main=c0392b;roof=5d5a64;height=0.95",
        """
        poly main -44,0 44,0 44,44 26,70 0,80 -26,70 -44,44
        poly roof -50,42 -28,73 0,86 28,73 50,42 44,42 25,68 0,78 -25,68 -44,42
        rect white -20,0 40,36
        rect main- -17,0 34,33
        bar white 2.4 -17,0 17,33
        bar white 2.4 17,0 -17,33
        rect white -9,48 18,16
        rect chestnut -7,50 14,12
        """,
    ),
    "pyramid": (
        "main=e0b25e;height=1.0",
        """
        poly main- 24,0 84,0 54,48
        poly main-- 54,48 84,0 62,0
        poly main -70,0 46,0 0,96
        poly main-- 0,96 46,0 18,0
        bar main- 1 -58,16 14,16
        bar main- 1 -46,32 12,32
        bar main- 1 -35,48 9,48
        bar main- 1 -23,64 6,64
        bar main- 1 -12,80 3,80
        """,
    ),
    "skyscraper": (
        "main=6f8fb8|8a7fb0|5f9aa8;height=1.5",
        """
        rect main- -20,0 40,100
        rect main -14,100 28,30
        poly main+ -8,130 8,130 2,150 -2,150
        bar steel 1.4 0,150 0,166
        ~bar glass 3 3,6 3,126
        ~bar lamp! 3 10,6 10,96
        ~bar glass 3 16,6 16,96
        bar main-- 2 -20,20 20,20
        bar main-- 2 -20,36 20,36
        bar main-- 2 -20,52 20,52
        bar main-- 2 -20,68 20,68
        bar main-- 2 -20,84 20,84
        bar main-- 2 -14,112 14,112
        """,
    ),
    "shop": (
        "main=e9d3ab|c9d8d0|f0c8b8;awning=d8343a|3b8a6a|e08a3a;height=0.95",
        """
        rect main -46,0 92,88
        rect main-- -49,84 98,7 1
        rect wood -40,66 80,14 2
        bar cream 3 -28,73 28,73
        rect glass -40,8 46,38
        rect lamp! -38,10 42,34
        rect wood -38,24 42,2
        oval red -30,31 4.6,5
        oval leaf -19,31 4.6,5
        oval orange -8,31 4.6,5
        rect violet -34,11 8,12 1
        rect teal -22,11 8,12 1
        rect gold -10,11 8,12 1
        rect wood- 14,0 26,46
        rect lamp! 18,14 18,28
        oval gold 17,10 1.4,1.4
        poly awning -50,48 50,48 44,66 -44,66
        poly white -36,48 -22,48 -20,66 -32,66
        poly white -8,48 6,48 6,66 -6,66
        poly white 20,48 34,48 31,66 19,66
        ~oval awning 43,48 7,4
        ~oval white 29,48 7,4
        ~oval awning 15,48 7,4
        oval white 0,48 7,4
        """,
    ),
}
