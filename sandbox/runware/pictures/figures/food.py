"""Food and drink."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "cake": (
        "main=f7b6c6|f3e2c4|8a5a3a;second=fbf8f1|e8587f;height=0.6",
        """
        oval white 0,4 56,9
        oval silver 0,6 50,6
        rect main- -42,8 84,34 6
        blob second -43,34 -43,42 43,42 43,34 34,28 26,36 16,27 6,36 -6,28 -16,36 -26,27 -34,35
        rect main -30,42 60,26 5
        blob second -31,62 -31,70 31,70 31,62 24,56 16,63 6,55 -4,63 -14,56 -24,63
        oval second 0,70 31,5
        ~rect cyan 14,72 4,18
        rect rose -2,72 4,20
        ~glow flame 16,94 9
        glow flame 0,96 9
        ~blob flame! 16,90 13,94 16,101 19,94
        blob flame! 0,92 -3,96 0,104 3,96
        ~oval red 26,71 4.4,4.4
        """,
    ),
    "cupcake": (
        "main=f492b4|9adbd0|c9a0f0;height=0.6",
        """
        poly copper -30,36 30,36 22,0 -22,0
        ~bar copper- 2 8,34 6,2
        ~bar copper- 2 20,34 15,2
        oval main- 0,40 36,12
        oval main 0,54 29,12
        oval main+ 0,67 19,10
        oval main++ 0,78 10,8
        oval red 0,89 7,7
        line forest 1.6 0,95 4,104 10,106
        bar gold 2.4 -14,54 -10,58
        bar cyan 2.4 10,66 14,63
        bar gold 2.4 16,48 20,51
        bar white 2.4 -22,42 -18,40
        """,
    ),
    "pizza": (
        "main=f2c14e;height=0.7",
        """
        blob copper -46,86 -30,100 30,100 46,86 44,78 -44,78
        poly main -42,82 42,82 0,0
        blob main -26,56 -28,40 -22,34 -20,50
        ~oval red- 18,72 9.5,9
        oval red- -2,50 9.5,9
        oval red- 2,26 6.4,6.4
        ~oval red+ 18,73 6,5
        ~oval forest 3,76 4,3
        oval ink 14,54 3.6,3
        oval main++ 14,54 1.6,1.3
        oval forest -15,60 4,2.6
        oval ink -6,36 2.8,2.4
        """,
    ),
    "burger": (
        "main=d8933f;height=0.6",
        """
        rect main- -46,0 92,22 11
        blob leaf -52,28 -40,20 -26,26 -12,18 4,26 20,18 36,26 52,22 50,32 -50,34
        rect chestnut- -48,28 96,16 8
        poly yellow -46,46 46,46 30,42 18,32 4,42
        rect red -44,44 88,8 4
        blob main -48,52 -44,78 -20,94 20,94 44,78 48,52
        oval cream -20,80 3,1.8 20
        oval cream 0,86 3,1.8
        oval cream 20,80 3,1.8 -20
        oval cream -8,72 3,1.8
        oval cream 10,72 3,1.8
        oval cream 32,68 3,1.8 -30
        oval cream -32,68 3,1.8 30
        """,
    ),
    "apple": (
        "main=d8343a|8fbf4a|c92a3a;height=0.6",
        """
        blob main 0,78 -20,88 -40,76 -42,44 -26,10 -10,2 0,7 10,2 26,10 42,44 40,76 20,88
        oval main-- 0,78 9,3.4
        line bark 4 0,77 2,90 8,100
        blob leaf 6,90 22,104 38,98 26,88
        oval main++ -24,64 5,12 -14
        """,
    ),
    "banana": (
        "main=f9d54a;height=0.55",
        """
        blob main -50,66 -40,30 -6,6 36,8 54,24 50,30 30,24 4,28 -20,46 -34,72
        rect bark -50,64 12,14 2
        oval bark 53,27 3.4,4.4
        line main- 2 -42,58 -22,32 8,18 44,22
        """,
    ),
    "strawberry": (
        "main=d8343a;height=0.5",
        """
        blob main -36,66 -22,82 22,82 36,66 24,30 0,0 -24,30
        ~oval yellow 12,64 1.8,2.8
        ~oval yellow 22,50 1.8,2.8
        ~oval yellow 9,42 1.8,2.8
        ~oval yellow 12,22 1.8,2.8
        oval yellow 0,54 1.8,2.8
        oval yellow 0,30 1.8,2.8
        star leaf 0,82 26,9 7
        bar forest 3 0,82 3,96
        """,
    ),
    "bread": (
        "main=d8933f|c07a34;height=0.5",
        """
        blob main -62,10 -66,40 -46,62 46,62 66,40 62,10 40,2 -40,2
        line main++ 5 -36,54 -28,38 -32,24
        line main++ 5 -10,58 -2,42 -6,26
        line main++ 5 16,58 24,42 20,26
        line main++ 5 40,52 47,38 43,26
        """,
    ),
    "ice cream": (
        "main=f492b4|9adbd0|fbe7c8;second=8a5632|f9d54a|fbf8f1;height=0.8",
        """
        poly tan -22,46 22,46 0,-4
        ~bar copper 1.2 -14,44 10,18
        ~bar copper 1.2 0,44 14,28
        ~bar copper 1.2 -20,40 4,6
        oval second 14,58 19,18
        oval main -14,58 19,18
        oval main+ 0,78 20,19
        blob main+ -18,70 -12,60 -4,68 4,60 14,70
        oval red 0,99 6,6
        line forest 1.4 0,104 4,112
        """,
    ),
    "donut": (
        "main=f492b4|8a5632|9adbd0;height=0.6",
        """
        oval tan 0,46 46,42
        blob main -42,50 -26,82 0,88 26,82 42,50 36,26 20,14 4,20 -12,12 -34,24
        oval tan- 0,50 15,12
        oval glass 0,48.5 13,10
        bar white 3 -26,62 -20,68
        bar gold 3 10,74 18,76
        bar cyan 3 28,52 32,46
        bar white 3 -4,78 -10,74
        bar red 3 22,30 28,34
        bar gold 3 -28,38 -26,30
        bar cyan 3 -12,26 -4,28
        """,
    ),
    "cup": (
        "main=fbf8f1|d8693a|3b8a9a|f2b632;height=0.55",
        """
        line white 4 -12,84 -18,96 -8,106 -14,120
        line white 4 10,84 4,98 14,108 8,124
        oval silver 0,6 58,9
        oval white 0,8 52,7
        line main- 7 34,56 52,54 50,34 30,28
        blob main -38,68 -36,34 -22,10 22,10 36,34 38,68
        oval main+ 0,68 38,9
        oval chestnut 0,67 33,7
        oval tan -6,67 14,3.4
        """,
    ),
    "teapot": (
        "main=3b8ab8|d8693a|5fae8a|b85a7a;height=0.65",
        """
        line white 4 66,78 60,92 70,102
        line main- 8 -34,58 -62,60 -60,28 -34,22
        blob main- 34,24 52,40 58,66 70,72 62,48 48,14
        blob main -44,36 -32,66 32,66 44,36 30,8 -30,8
        rect main- -24,2 48,8 3
        blob main+ -26,64 -18,76 18,76 26,64
        oval main- 0,82 6,6
        ~oval white 14,38 5,5
        oval white 0,30 5,5
        oval white 0,46 5,5
        oval gold 0,38 4,4
        """,
    ),
    "wine": (
        "main=a81f3f|e8d88a|e8587f;height=0.75",
        """
        oval glass 0,3 26,5
        rect glass -2.4,4 4.8,40
        blob glass -26,96 -29,66 -14,44 14,44 29,66 26,96
        blob main -27,78 -28,66 -14,47 14,47 28,66 27,78
        oval main+ 0,78 27,4
        oval white -16,70 3,10 -10
        """,
    ),
    "sushi": (
        "main=f08a6a;height=0.45",
        """
        rect wood -70,0 140,8 2
        oval white -34,22 30,15
        blob main -66,26 -58,42 -20,46 -4,30 -14,24 -54,22
        line main++ 2.4 -52,26 -48,42
        line main++ 2.4 -36,27 -32,44
        line main++ 2.4 -20,28 -16,42
        rect ink 12,8 46,34 10
        oval white 35,40 22,9
        oval main 32,41 8,4
        oval leaf 42,41 5,3
        """,
    ),
    "noodle": (
        "main=c0392b|3b6ab0;height=0.65",
        """
        ~line white 3.4 20,88 16,100 22,112
        bar bark 3 10,70 56,108
        bar bark 3 20,68 64,100
        oval cream 0,56 46,14
        line gold 3 -36,58 -20,66 -4,56 12,66 28,58
        line gold 3 -30,52 -12,60 6,50 22,58 36,52
        oval white -16,64 12,9
        oval orange -16,64 6,5
        oval pink 16,66 9,6
        blob main -54,54 -44,16 -22,2 22,2 44,16 54,54 30,46 -30,46
        bar white 3 -44,30 44,30
        """,
    ),
    "pumpkin": (
        "main=f08a2c|e0702a;height=0.6",
        """
        ~oval main- 36,38 24,34
        ~oval main 18,38 22,37
        oval main+ 0,38 18,38
        blob forest -5,72 -8,92 2,98 6,74
        line forest 2.4 4,80 18,90 26,84
        ~poly lamp! 10,52 24,50 18,38
        poly lamp! -4,36 4,36 0,44
        blob lamp! -28,30 -14,24 0,22 14,24 28,30 16,12 0,10 -16,12
        glow flame 0,36 30
        """,
    ),
    "cheese": (
        "main=f9c93a;height=0.5",
        """
        poly main+ -60,40 30,72 60,44
        poly main -60,40 60,44 60,4 -60,2
        oval main-- -30,22 9,8
        oval main-- 4,28 6,6
        oval main-- 34,18 11,9
        oval main-- -4,10 5,4
        oval main-- 24,56 8,4
        """,
    ),
    "egg": (
        "main=fbf8f1|f0d9b0;height=0.5",
        """
        blob main -34,40 -22,82 0,96 22,82 34,40 20,8 0,2 -20,8
        oval white -12,66 5,11 -18
        """,
    ),
    "carrot": (
        "main=f08a2c;height=0.6",
        """
        ~blob leaf 1,74 12,100 22,104 10,80
        blob leaf -4,74 -2,110 4,110 4,74
        blob main -20,66 -12,78 12,78 20,66 8,24 0,0 -8,24
        bar main-- 1.8 -16,60 -6,58
        bar main-- 1.8 12,46 4,45
        bar main-- 1.8 -10,32 -3,31
        """,
    ),
    "lemon": (
        "main=f9dc4a;height=0.5",
        """
        blob main -54,38 -40,46 -26,68 8,74 34,62 46,46 56,42 46,32 32,14 4,6 -28,14 -42,32
        blob leaf 10,72 24,88 44,86 30,72
        oval main++ -14,54 10,5 20
        """,
    ),
}
