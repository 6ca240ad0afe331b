"""Things of the household, instruments and devices."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "book": (
        "main=a83a3a|3b6ab0|2f7a5a|6a4a9a;seat=62;height=0.5",
        """
        blob main- -72,10 -70,66 -34,72 0,64 34,72 70,66 72,10 36,14 0,4 -36,14
        ~blob cream 0,10 0,66 30,74 64,68 66,16 34,20
        ~bar grey 1.2 8,58 56,62
        ~bar grey 1.2 8,50 56,54
        ~bar grey 1.2 8,42 56,46
        ~bar grey 1.2 8,34 40,37
        bar tan 2 0,8 0,66
        poly red 24,70 32,71 32,8 28,14 24,8
        """,
    ),
    "lamp": (
        "main=f2b632|d8693a|3b8a9a;height=0.75",
        """
        glow lamp 0,66 52
        oval wood 0,4 24,6
        rect wood- -3,6 6,34 1
        oval wood+ 0,18 8,8
        poly lamp! -20,42 20,42 24,36 -24,36
        poly main -34,40 34,40 20,90 -20,90
        poly main+ -8,40 6,40 4,90 -6,90
        """,
    ),
    "lantern": (
        "main=4a4a58|8a5a32|a83a3a;height=0.75",
        """
        glow lamp 0,44 58
        ring main 3 0,102 10,10
        poly main -30,82 30,82 12,96 -12,96
        rect main -26,6 52,6 1
        rect main- -30,0 60,7 2
        rect lamp! -22,12 44,70
        blob flame! 0,26 -10,38 0,64 10,38
        blob yellow! 0,28 -5,38 0,52 5,38
        ~bar main 3.4 22,12 22,82
        bar main 2 0,12 0,22
        bar main 2 -22,70 22,70
        """,
    ),
    "paper lantern": (
        "main=d8343a|f08a2c;height=0.7",
        """
        glow flame 0,56 56
        bar ink 1.6 0,92 0,112
        blob main -34,56 -26,82 26,82 34,56 26,30 -26,30
        oval flame 0,56 15,27
        ~line main- 1.4 30,74 0,76 0,76
        bar main-- 1.2 -31,68 31,68
        bar main-- 1.2 -34,56 34,56
        bar main-- 1.2 -31,44 31,44
        rect ink -14,80 28,6 1
        rect ink -14,26 28,6 1
        bar gold 2.4 0,26 0,4
        bar gold 1.6 -4,12 -4,0
        bar gold 1.6 4,12 4,0
        """,
    ),
    "candle": (
        "main=fbf3e2|f0b4b8|c9d8f0;height=0.7",
        """
        glow flame 0,92 50
        oval gold- 0,6 30,7
        oval gold 0,9 26,5
        rect main -12,9 24,62 3
        blob main+ -13,70 -10,54 -6,60 0,48 6,62 13,56 13,70 0,74
        bar ink 1.8 0,72 0,80
        blob flame! 0,76 -9,88 0,110 9,88
        blob yellow! 0,78 -5,87 0,98 5,87
        line gold- 4 26,8 40,14 36,24 26,20
        """,
    ),
    "clock": (
        "main=b8733f|3b8a9a|d8343a|4a4a58;height=0.75",
        """
        ~bar main- 6 24,12 34,0
        ~oval main- 27,92 13,10
        rect main- -3,96 6,10 2
        oval main 0,52 45,45
        oval cream 0,52 37,37
        bar ink 3 0,84 0,78
        bar ink 3 0,26 0,20
        bar ink 3 32,52 26,52
        bar ink 3 -32,52 -26,52
        ~bar grey 1.8 16,79.7 14,76
        ~bar grey 1.8 27.7,68 24,66
        ~bar grey 1.8 16,24.3 14,28
        ~bar grey 1.8 27.7,36 24,38
        bar ink 4.4 0,52 -14,66
        bar ink 3.4 0,52 20,70
        bar red 1.6 0,52 6,26
        oval red 0,52 3.4,3.4
        """,
    ),
    "guitar": (
        "main=d8893f|b8432e|8a5632;height=1.0",
        """
        rect chestnut -4,46 8,52 1
        rect bark -7,96 14,20 3
        ~oval silver 9,112 2.4,2
        ~oval silver 9,106 2.4,2
        ~oval silver 9,100 2.4,2
        blob main 0,0 -26,6 -32,24 -18,38 -22,52 -12,64 0,62 12,64 22,52 18,38 32,24 26,6
        oval main++ 0,40 12,12
        oval ink 0,40 9.5,9.5
        rect bark -12,14 24,5 1
        ~bar silver 0.7 1,17 1,110
        ~bar silver 0.7 3,17 3,110
        bar silver 0.8 -4,72 4,72
        bar silver 0.8 -4,80 4,80
        bar silver 0.8 -4,88 4,88
        """,
    ),
    "piano": (
        "main=2f2a36|8a5632;height=0.85",
        """
        ~rect main- 44,0 8,30 2
        blob main -58,56 -58,96 -20,112 14,92 38,74 60,70 60,56
        blob main+ -50,60 -50,90 -22,102 8,84 34,66 50,62
        ~bar gold 0.8 0,62 0,64
        bar gold 0.8 -44,62 -30,96
        bar gold 0.8 -34,62 -14,94
        bar gold 0.8 -22,62 4,84
        bar gold 0.8 -8,62 20,74
        rect main -62,30 124,28 3
        rect white -56,34 112,14
        bar grey 0.8 -48,34 -48,48
        bar grey 0.8 -32,34 -32,48
        bar grey 0.8 -16,34 -16,48
        bar grey 0.8 0,34 0,48
        bar grey 0.8 16,34 16,48
        bar grey 0.8 32,34 32,48
        bar grey 0.8 48,34 48,48
        bar ink 4 -40,48 -40,41
        bar ink 4 -24,48 -24,41
        bar ink 4 8,48 8,41
        bar ink 4 24,48 24,41
        bar ink 4 40,48 40,41
        bar ink 4 -8,48 -8,41
        rect gold -10,2 20,4 1
        """,
    ),
    "violin": (
        "main=b8602e|8a4a2a;height=0.95",
        """
        rect ink -3,56 6,42 1
        blob bark -5,96 -6,108 4,114 8,104 4,98
        blob main 0,0 -22,6 -24,22 -14,32 -20,46 -14,60 0,62 14,60 20,46 14,32 24,22 22,6
        ~line ink 1.6 9,40 7,32 11,26
        poly ink -4,10 4,10 2.6,64 -2.6,64
        rect cream -8,28 16,2.4
        bar silver 0.6 -1.6,20 -1.6,100
        bar silver 0.6 1.6,20 1.6,100
        bar wood 2 30,2 44,104
        bar white 1 34,2 47,102
        """,
    ),
    "drum": (
        "main=d8343a|3b6ab0;height=0.6",
        """
        rect main -44,8 88,52 4
        ~bar gold 2 44,16 22,54
        ~bar gold 2 0,16 22,54
        blob gold -46,6 0,-4 46,6 46,14 0,4 -46,14
        oval gold 0,60 46,15
        oval cream 0,61 42,12
        bar wood 4 -40,100 -6,64
        bar wood 4 40,100 6,64
        ~oval wood+ 6,64 4,4
        """,
    ),
    "camera": (
        "main=3a3a46|8a5632;height=0.6",
        """
        rect silver -50,60 26,14 3
        blob main -24,64 -16,84 16,84 24,64
        rect main -62,6 124,62 8
        rect silver- -62,50 124,12
        oval ink 0,34 27,27
        oval silver 0,34 23,23
        oval navy 0,34 17,17
        oval blue 0,34 10,10
        oval white -6,41 4,4
        oval lamp! 44,56 6,4
        oval red -46,56 3.4,3.4
        """,
    ),
    "phone": (
        "main=2f3648|d8dde4;height=0.75",
        """
        rect main -26,0 52,100 8
        rect cyan! -22,10 44,80 3
        rect white! -17,62 15,15 4
        rect rose! 3,62 15,15 4
        rect gold! -17,40 15,15 4
        rect lime! 3,40 15,15 4
        oval white 0,5 3,3
        """,
    ),
    "computer": (
        "main=c8d0da|4a4a58;height=0.75",
        """
        poly main- -10,30 10,30 14,12 -14,12
        rect main -30,8 60,6 2
        rect main -60,28 120,74 5
        rect navy- -55,36 110,61 2
        bar lime! 2 -46,86 -14,86
        bar cyan! 2 -46,76 12,76
        bar rose! 2 -38,66 -2,66
        bar gold! 2 -38,56 24,56
        bar lime! 2 -46,46 -24,46
        rect main+ -44,0 88,7 2
        """,
    ),
    "chair": (
        "main=a06a3c|d8693a|3b8a9a;seat=45;height=0.8",
        """
        ~rect main- 18,30 6,24 1
        ~rect main 22,0 7,42 1
        rect main+ -30,38 60,9 3
        ~rect main 22,44 7,58 2
        rect main -26,84 52,15 4
        rect main -26,64 52,8 2
        """,
    ),
    "table": (
        "main=a06a3c|8a5632;seat=65;height=0.6",
        """
        ~rect main- 46,0 9,60 1
        ~rect main-- 28,6 7,54 1
        rect main -66,56 132,10 3
        oval cyan 0,86 10,4
        blob teal -10,66 -14,78 -6,88 6,88 14,78 10,66
        ~line leaf 2 2,88 8,100 14,104
        ~oval rose 15,106 6,6
        line leaf 2 0,88 0,104
        oval yellow 0,108 6.4,6.4
        """,
    ),
    "bed": (
        "main=8a5632;second=3b8ab8|d8506a|5fae8a;seat=46;height=0.65",
        """
        rect main -74,0 8,84 3
        rect main 66,0 8,52 3
        rect main- -70,10 140,14 2
        rect white -66,22 134,16 4
        blob white -64,38 -62,56 -34,56 -30,38
        blob second -34,20 -34,46 0,52 66,46 68,20
        blob second++ -34,38 -34,48 -14,50 -14,40
        """,
    ),
    "door": (
        "main=3f7a8a|b8432e|4fa35a|8a5632;height=0.95",
        """
        rect stone -34,0 68,6
        arch cream -32,4 64,100
        arch main -26,4 52,94
        arch main-- -18,54 36,36
        arch lamp! -15,57 30,30
        bar main 2.4 0,56 0,88
        rect main- -18,12 15,34 1
        rect main- 3,12 15,34 1
        oval gold 20,48 3.4,3.4
        """,
    ),
    "window": (
        "main=fbf8f1|8a5632;height=0.85",
        """
        rect main -42,8 84,92 2
        rect cyan+ -36,16 33,36
        rect cyan+ 3,16 33,36
        rect cyan -36,56 33,38
        rect cyan 3,56 33,38
        ~blob white 10,66 20,76 32,70 22,62
        ~blob rose 36,98 50,100 50,10 42,8 46,50
        rect main- -48,2 96,8 2
        ~oval leaf 18,12 14,7
        ~oval rose 12,18 4,4
        ~oval gold 24,18 4,4
        """,
    ),
    "mirror": (
        "main=f2b632|b8733f;height=0.85",
        """
        blob main -34,30 -30,88 0,102 30,88 34,30 0,14
        blob glass -26,34 -23,82 0,93 23,82 26,34 0,22
        poly white -16,40 -8,36 14,78 4,84
        oval main 0,104 8,7
        blob main- -8,16 -14,0 14,0 8,16
        """,
    ),
    "bottle": (
        "main=4fa38a|8fd06a|5a9ad8|d86ab0;height=0.75",
        """
        rect wood+ -6,90 12,14 2
        blob glass -9,90 -9,70 -28,48 -30,12 -20,2 20,2 30,12 28,48 9,70 9,90
        blob main -29,40 -30,12 -20,3 20,3 30,12 29,40 10,44 -10,38
        oval main++ -8,22 4,4
        oval main++ 10,30 3,3
        oval main++ 4,14 2,2
        oval white -16,46 3,10 -30
        rect glass- -11,86 22,5 2
        """,
    ),
    "box": (
        "main=c99a5e|a06a3c;height=0.55",
        """
        poly main- -46,56 46,56 34,70 -34,70
        rect main -46,0 92,56 1
        ~poly main+ 46,56 70,66 56,76 34,66
        rect main++ -10,0 20,56
        rect main-- -32,12 16,10 1
        """,
    ),
    "pencil": (
        "main=f2b632|3b78d8;height=0.9",
        """
        poly cream -10,22 10,22 0,0
        poly ink -4,9 4,9 0,0
        rect main -10,22 20,64
        rect main+ -4,22 8,64
        rect silver -10,86 20,9
        rect rose -10,94 20,12 5
        """,
    ),
    "logo": (
        "main=3b78d8|d8693a|2d9c95|8a4bb8;second=f2b632|f492b4|a8cf45;height=0.8",
        """
        oval main 0,52 50,50
        oval white 0,52 43,43
        blob second -34,40 -12,56 6,46 36,58 34,28 14,14 -14,14 -32,26
        poly main -26,34 -4,74 10,54 18,64 34,36 30,30 -20,30
        oval second 18,76 8,8
        """,
    ),
}
