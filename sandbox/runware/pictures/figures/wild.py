"""Animals of the land that are seen from the side or from above."""

from typing import Final

PARTS: Final = {
    "horse": """
        line mane 7 -34,58 -46,48 -48,22
        line mane 5 -36,56 -42,40 -42,22
        rect main- -22,2 8,40 3
        rect main- 14,2 8,40 3
        rect black -22,0 8,5 1
        rect black 14,0 8,5 1
        blob main -36,48 -32,64 -10,66 8,62 24,68 30,50 22,38 -4,36 -28,36
        rect main -32,2 9,42 3
        rect main 22,2 9,42 3
        rect black -32,0 9,6 1
        rect black 22,0 9,6 1
        blob main 8,58 20,76 26,96 34,102 42,98 56,84 60,76 54,71 44,78 38,78 32,58 20,46
        poly main 28,98 34,114 37,100
        blob main+ 50,82 60,77 58,71 52,71 47,77
        oval ink 57,76.5 1.2,1.6
        oval ink 40,92 2.2,2.8
        oval white 40.6,93 0.8,0.9
    """,
    "mane": "blob mane 34,106 24,104 12,84 2,62 10,60 16,72 24,88 32,98 39,99",
}

FIGURES: Final = {
    "horse": ("main=8a5632|a87040|6b4226|d8b48a;mane=3a2a28;seat=64;height=1.2", "use horse\nuse mane"),
    "unicorn": (
        "main=fdf7fb;mane=f08ac0|9a7be0|6cc4e8;seat=64;height=1.2",
        """
        use horse
        poly gold 36,101 53,124 42,98
        bar gold- 0.8 40,106 44,103
        bar gold- 0.8 44,112 47,108
        use mane
        line cyan 4 6,60 20,80 32,97
        line gold 3 3,60 14,80 29,100
        star gold+! -40,84 6,2.4 4
        star gold+! 62,112 5,2 4
        star gold+! 8,108 4,1.6 4
        """,
    ),
    "zebra": (
        "main=fbf8f1;mane=2b2433;seat=64;height=1.15",
        """
        use horse
        use mane
        line ink 3 -26,64 -24,52 -28,40
        line ink 3 -16,66 -14,52 -17,38
        line ink 3 -6,66 -4,52 -6,38
        line ink 3 4,64 6,50 4,40
        line ink 3 14,64 17,52 16,42
        line ink 2.6 14,72 24,64 30,62
        line ink 2.6 19,80 27,73 34,70
        line ink 2.6 23,90 30,83 36,80
        line ink 2.2 46,92 44,86 46,80
        bar ink 2.6 -32,28 -24,28
        bar ink 2.6 -32,19 -24,19
        bar ink 2.6 22,28 30,28
        bar ink 2.6 22,19 30,19
        """,
    ),
    "giraffe": (
        "main=f2c15c|eab04a;spot=a8622e;height=1.35",
        """
        line spot 2.4 -30,44 -38,34 -38,22
        rect main- -20,0 7,36 2
        rect main- 8,0 7,36 2
        blob main -32,42 -26,52 0,54 18,56 24,40 14,30 -24,30
        rect main -30,0 7,38 2
        rect main 16,0 7,40 2
        blob main 4,50 18,86 22,102 32,100 30,80 24,40
        blob main 20,104 30,108 48,98 48,92 32,92 22,94
        bar bark 2.4 25,106 24,115
        bar bark 2.4 30,106 31,115
        oval bark 24,116 2.4,2.4
        oval bark 31,116 2.4,2.4
        blob main- 21,104 10,108 12,101
        oval ink 33,101 2,2.5
        oval cream 46,95 5,4
        oval ink 48,96 0.9,1.2
        blob spot -24,48 -16,50 -14,42 -22,40
        blob spot -8,50 2,50 2,42 -8,42
        blob spot -16,38 -8,39 -8,33 -16,33
        blob spot 2,38 12,38 12,32 3,33
        blob spot 10,52 18,54 18,46 10,44
        blob spot 14,66 22,68 22,60 14,60
        blob spot 18,80 26,82 26,74 18,74
        blob spot 22,93 29,94 28,87 22,87
        rect spot -30,0 7,5 1
        rect spot 16,0 7,5 1
        """,
    ),
    "elephant": (
        "main=93a0ae|a59cae|8291a4;seat=92;height=1.2",
        """
        ~rect main- 12,0 16,30 5
        blob main -34,20 -34,52 -20,70 20,70 34,52 34,20 20,12 -20,12
        ~rect main- 17,1 17,20 6
        ~oval bone 20,3 2.4,2.6
        ~oval bone 25.5,3 2.4,2.6
        ~oval bone 31,3 2.4,2.6
        ~blob main 22,84 40,98 60,84 62,58 46,40 26,52
        ~blob pink 30,80 42,90 54,80 55,60 44,48 31,58
        oval main 0,72 30,28
        ~blob bone 10,54 14,36 22,28 18,54
        line main- 16 0,60 -1,40 2,24
        line main- 11 2,26 8,12 20,12
        bar main-- 1.2 -6,50 6,50
        bar main-- 1.2 -6,43 6,43
        bar main-- 1.2 -5,36 7,36
        bar main-- 1.2 -4,29 7,28
        ~oval ink 15,76 3.4,4.4
        ~oval white 16,78 1.2,1.4
        """,
    ),
    "frog": (
        "main=6fbf4a|4fa35a|a8cf45;belly=e8f0b8;height=0.65",
        """
        ~blob main- 20,30 44,44 56,20 44,2 20,4
        ~oval main 44,3 15,4.5
        blob main -32,10 -34,44 -20,64 20,64 34,44 32,10 0,2
        oval belly 0,22 20,18
        ~rect main 9,0 10,24 5
        ~oval main 15,3 10,4
        blob main -38,58 -28,76 28,76 38,58 22,44 -22,44
        ~oval main 21,80 14,14
        ~oval white 21,82 9.5,9.5
        ~oval ink 20,82 5,6.6
        ~oval white 22,85 1.8,1.9
        line ink 1.8 -25,58 0,51 25,58
        ~oval pink 29,55 4.6,2.8
        ~oval ink 2.6,66 1,0.8
        """,
    ),
    "snake": (
        "main=5fa843|c9a03a|3f8f7a;height=0.8",
        """
        line main-- 13 -56,6 -20,4 26,6 44,14 30,24
        line main- 15 34,20 -8,22 -34,26 -30,36 -6,38
        line main 16 -20,38 14,38 26,46 18,58 -4,64 -12,78
        line main 17 -12,76 -4,90 12,90
        oval main 14,88 18,12.5
        line main++ 3 -24,24 4,23 28,20
        line main++ 3 -12,39 12,40 22,48 14,58
        line main++ 2.4 -44,5 -10,5 20,7
        oval gold 16,93 4.6,5
        oval ink 17,93 1.8,4
        oval ink 28,90 1,1.3
        line red 1.6 31,86 42,84 50,88
        line red 1.6 42,84 49,80
        """,
    ),
    "turtle": (
        "main=5fae4e|6fb06a;shell=7a5a34|3f7f5a;seat=64;height=0.55",
        """
        ~oval main- 24,8 11,10
        poly main- -44,18 -62,8 -42,8
        blob main 34,18 40,40 56,56 72,50 70,36 56,30 46,12
        blob shell -48,14 -44,44 -18,68 18,66 42,44 46,14
        poly shell+ -10,58 12,58 18,40 0,32 -18,40
        poly shell+ -20,52 -36,38 -24,36
        poly shell+ 22,50 36,36 24,36
        poly shell+ -16,32 -2,26 -4,17 -28,17 -28,28
        poly shell+ 16,32 2,26 4,17 28,17 28,28
        rect shell-- -50,10 98,7 3
        oval ink 62,46 2.8,3.4
        oval white 63,47.5 1,1.1
        line ink 1.3 70,38 64,36 58,37
        """,
    ),
    "snail": (
        "main=d8a86a;shell=c06a4a|8a6ab0;height=0.5",
        """
        blob main -58,2 -40,16 20,14 36,24 40,58 56,58 58,20 44,2
        line main 3 44,56 40,80
        line main 3 52,56 58,78
        oval main 40,82 3.4,3.4
        oval main 58,80 3.4,3.4
        oval shell -8,42 36,34
        line shell-- 4 24,26 -12,18 -34,42 -8,66 16,44 -4,28 -18,42 -6,52 2,44
        oval ink 53,48 2,2.6
        line ink 1.3 57,40 52,38
        """,
    ),
    "spider": (
        "main=3a3442|5a3a34;height=0.7",
        """
        bar grey+ 0.8 0,60 0,140
        ~line main 4 10,54 30,80 44,70 50,46
        ~line main 4 12,48 36,62 52,46 56,22
        ~line main 4 12,40 36,42 46,24 46,2
        ~line main 4 10,34 26,24 32,8 26,-6
        oval main- 0,64 25,24
        oval main 0,40 17,15
        star red 0,68 9,4 4
        ~oval white 6,42 4.6,5
        ~oval ink 6,41.6 2.2,3
        ~oval white 13,45 2.6,3
        ~poly white 2,29 6,29 4,22
        """,
    ),
    "butterfly": (
        "main=f08a2c|4a8ae0|c05ad0|f2c83a;height=0.75",
        """
        ~blob main- 3,52 24,44 40,22 26,4 12,14 4,38
        ~blob main 3,54 18,92 50,100 60,78 44,52 16,46
        ~blob ink 44,98 50,100 60,78 56,68 52,84
        ~blob main++ 14,62 22,84 42,88 44,72 28,58
        ~oval white 53,86 2.2,2.2
        ~oval white 55,77 1.8,1.8
        ~oval main++ 23,22 7,9
        ~oval ink 23,22 3,4
        rect ink -3.4,28 6.8,44 3.4
        oval ink 0,74 5.4,5.4
        ~line ink 1.4 1,78 8,92 14,94
        ~oval ink 14.5,94 2,2
        """,
    ),
    "bee": (
        "main=f9c93a;height=0.6",
        """
        oval white -6,80 14,24 28
        oval glass 16,80 14,24 -18
        poly ink -52,40 -38,46 -38,34
        oval main -2,42 40,29
        blob ink -24,66 -14,69 -14,14 -24,18 -30,42
        blob ink -2,71 8,70 8,14 -2,13 -6,42
        oval main+ 34,46 20,20
        oval ink 40,49 3.6,4.8
        oval white 41,51 1.3,1.5
        line ink 1.5 40,38 46,36 50,40
        oval pink 33,39 4,2.8
        line ink 1.7 34,64 36,78 46,82
        line ink 1.7 42,62 48,72 58,72
        oval ink 46,82 2.6,2.6
        oval ink 58,72 2.6,2.6
        """,
    ),
}
