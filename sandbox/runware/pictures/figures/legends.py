"""People of tales, of the past and of space."""

from typing import Final

from sandbox.runware.pictures.figures.people import PARTS as PEOPLE_PARTS

PARTS: Final = PEOPLE_PARTS | {
    "robe": "blob robe -11,64 -24,4 0,0 24,4 11,64 0,66",
    "wide sleeves": """
        ~blob robe+ 10,63 26,42 30,34 18,30 10,50
        ~oval skin 24,32 3.8,4
    """,
}
_SKIN: Final = "skin=f2c6a0|c98d62|8e5c3e|f7d9bc"
_HAIR: Final = "hair=3a2a26|6b3d22|c9853a|e8c06a|2b2433"

FIGURES: Final = {
    "knight": (
        "main=aab4c2;cape=b82a3a|2f5ab0|3f8f5a;skin=f2c6a0;height=1.05",
        """
        blob cape- -14,62 -27,8 0,4 27,8 14,62
        ~rect main- 1,4 10,32 3
        ~oval main+ 6,24 5,4.5
        ~blob main-- 0.5,0 1,8 11,8 15,3 14,0
        blob main -14,30 -17,56 -9,64 9,64 17,56 14,30 0,26
        poly cape -10,60 10,60 10,34 0,24 -10,34
        poly gold -1.6,56 1.6,56 1.6,32 -1.6,32
        poly gold -7,50 7,50 7,46.6 -7,46.6
        ~oval main+ 18,57 7.5,6.5
        ~line main 7 19,54 25,44 25,36
        ~oval main- 25,33 4.4,4.4
        poly white 24,30 28,30 27,94 25.8,100 24.6,94
        bar gold 3 19,34 33,34
        bar brown 3.4 26,33 26,25
        oval gold 26,24 2.6,2.6
        blob cape -38,54 -26,58 -14,54 -15,32 -26,20 -37,32
        blob gold -35,51 -26,54 -17,51 -18,34 -26,25 -34,34
        blob cape -32,48 -26,50 -20,48 -21,36 -26,30 -31,36
        blob main -16,68 -17,88 -9,98 9,98 17,88 16,68 0,60
        blob ink -12,84 12,84 11,77 0,75 -11,77
        ~oval skin 5.5,80 4,2.6
        ~oval ink 5.5,80 1.6,2
        bar main-- 1.4 0,74 0,63
        ~bar main-- 1.2 4,71 4,66
        ~bar main-- 1.2 8,71 8,67
        blob cape -2,97 -6,112 -20,116 -28,106 -16,106 -8,96
        """,
    ),
    "wizard": (
        f"{_SKIN};robe=3f4fb0|6a3fa8|2f6f8a;hair=eeeef2;height=1.0",
        """
        bar bark 3 31,0 31,86
        glow cyan 31,92 16
        oval cyan++! 31,91 6,6
        ~line bark 2 31,84 25,88 26,94
        use robe
        star gold -10,20 4,1.7 5
        star gold 9,12 4,1.7 5
        star gold 4,32 3,1.3 5
        ~blob robe+ 10,63 28,46 34,38 20,32 10,50
        ~oval skin 29,40 3.8,4
        rect gold -11.5,40 23,3.4 1
        use head
        blob hair -15,78 -14,58 0,34 14,58 15,78 6,73 -6,73
        line hair 4 -8,75 0,76.5 8,75
        ~oval ink 5.8,82 1.9,2.5
        ~line hair 2.4 3,87 9,88
        blob robe -30,90 0,84 30,90 18,95 6,128 -2,136 -10,118 -18,95
        line robe-- 3 -18,94 0,91.5 18,94
        star gold 1,107 5,2.2 5
        """,
    ),
    "witch": (
        "skin=b8d88a|f2c6a0;hair=e0702a|6a3f9a;robe=3a2f52|2f2a3a;height=1.0",
        """
        line wood 3 -34,-2 -30,70
        blob gold -40,10 -30,10 -26,-6 -46,-6
        blob hair -17,88 -26,50 -12,46 0,56 12,46 26,50 17,88
        use robe
        ~poly robe 24,4 14,-1 18,8
        rect purple -12.5,40 25,4 1
        rect gold -3,39.5 6,5
        use wide sleeves
        use head
        use face
        oval skin- 0,77 2,2.6
        blob hair -15,82 -15,93 0,96 15,93 15,82 8,89 0,91 -8,89
        blob robe -34,91 0,84 34,91 17,96 10,114 18,130 2,122 -8,112 -16,96
        line purple 4 -17,95 0,92 17,95
        rect gold -4,90 8,6
        """,
    ),
    "astronaut": (
        "main=f3f5f8;skin=f2c6a0|c98d62|8e5c3e;accent=e0702a|3b78d8|d8343a;height=1.0",
        """
        rect main-- -22,34 44,34 6
        ~rect main- 1,4 13,32 5
        ~blob main-- 0.5,0 1,9 14,9 17,4 16,0
        ~rect accent 1,20 13,4
        blob main -17,28 -19,58 -10,66 10,66 19,58 17,28 0,26
        ~line main 10 18,58 27,46 26,36
        ~rect accent 21,40 11,4
        ~oval main-- 26,32 5.4,5.4
        rect grey+ -9,40 18,13 2
        oval red -4,49 1.8,1.8
        oval lime -4,44 1.8,1.8
        rect cyan 0,43 7,7 1
        oval main 0,82 23,22
        oval navy- 0,82 18,16.5
        oval skin 0,80 11.5,12.5
        ~oval ink 4.6,80 1.7,2.3
        line ink 1.1 -3,74.4 0,73 3,74.4
        blob glass -14,90 -6,96 -2,95 -11,86
        ~rect main- 20,76 5,12 2
        """,
    ),
    "pirate": (
        f"{_SKIN};hair=3a2a26|a8482a;top=fbf8f1;pants=4a3a52;shoe=2b2433",
        """
        use legs
        use torso
        rect red -14.6,35 29,4
        rect red -15.4,44 30.6,4
        rect red -16,53 31.6,4
        ~blob navy 16,60 8,64 6,50 9,18 17,18
        rect wood -14,29 28,4.6
        rect gold -4,28.5 8,5.6 1
        ~line navy 8 16,58 25,48 27,40
        ~oval skin 27,36 3.8,4
        line steel+ 3.4 28,36 38,52 38,74
        bar gold 2.4 23,38 33,34
        use head
        blob hair -15,78 -13,64 0,56 13,64 15,78 7,74 -7,74
        use face
        line ink 1.4 -15,86 -4,82 14,77
        oval ink -6,80.5 4.6,4.6
        blob ink -28,88 -12,92 0,90 12,92 28,88 22,100 8,106 -8,106 -22,100
        line gold 1.4 -27,89 -12,93 0,91 12,93 27,89
        oval white 0,99 4,3.8
        rect white -2.2,94 4.4,3
        ~oval ink 1.6,99 1.1,1.2
        """,
    ),
    "ninja": (
        f"{_SKIN};main=2f3040;top=2f3040|5a2a3a|2a3f5a;pants=2a2a38;shoe=20202a;sash=d8343a",
        """
        line sash 4 12,92 26,98 38,90
        line sash 4 12,90 26,88 34,78
        bar steel+ 3 -26,30 26,84
        bar ink 4 -30,26 -20,36
        use legs
        use torso
        line top++ 1.6 -8,62 2,46 2,36
        line top++ 1.6 8,62 -2,46 -2,36
        rect sash -14,33 28,4.4
        ~line top 8 16,58 24,44 10,38
        ~oval skin 9,38 3.8,3.6
        oval top 0,81 17,18
        blob skin -12,84 12,84 13,80 10,76 -10,76 -13,80
        ~oval ink 5.6,80 2,2.4
        ~bar ink 1.8 2.5,84.4 9,86
        rect sash -16.4,87 33,5 2
        """,
    ),
    "samurai": (
        "skin=f2c6a0;main=b82a3a;armour=b82a3a|2f4a8a|2f2f3a;height=1.05",
        """
        ~rect ink 2,4 9,24 2
        ~blob chestnut 0.5,0 1,6 11,6 14,2 13,0
        poly armour -17,36 17,36 24,14 -24,14
        ~bar gold 1.2 8,35 11,15
        bar gold 1.2 -22,20 22,20
        bar gold 1.2 -20,28 20,28
        blob armour -15,34 -17,56 -9,64 9,64 17,56 15,34
        bar gold 1.4 -16,42 16,42
        bar gold 1.4 -16,50 16,50
        rect gold- -15,33 30,4.4
        ~line ink 7 18,54 25,44 25,36
        ~poly armour 10,64 28,62 33,42 16,46
        ~bar gold 1.2 12,58 30,55
        ~bar gold 1.2 14,51 31.6,48
        ~oval skin 25,33 4,4
        line white 2.6 26,34 32,66 30,98
        bar gold 3 22,38 31,36
        bar ink 3.4 26.6,35 25,24
        use head
        use face
        ~bar ink 1.6 3,84 9,86.4
        ~poly armour 14,90 27,80 27,70 15,76
        blob armour -20,86 -17,98 0,104 17,98 20,86 0,90
        bar gold 1.6 -18,89 18,89
        ~line gold 3 2,92 14,102 20,120
        oval gold 0,94 5,5
        """,
    ),
    "viking": (
        "skin=f2c6a0;hair=d8843a|e8c06a;top=7a5a3a;pants=4a4a58;shoe=6b3d22",
        """
        use legs
        use torso
        blob bone -18,60 0,50 18,60 12,68 -12,68
        rect chestnut -14,30 28,5
        use arm up
        bar wood 3 31,30 31,84
        blob steel+ 32,84 44,92 46,70 32,74
        oval red -24,38 14,14
        oval wood -24,38 10,10
        oval steel -24,38 4,4
        use head
        ~line hair 4 14,76 18,64 16,54
        blob hair -15,80 -12,60 0,50 12,60 15,80 6,74 -6,74
        use face
        blob steel -17,86 -13,99 0,104 13,99 17,86 0,89
        rect steel- -3,78 6,13 2
        ~blob bone 15,92 30,96 32,116 26,104 14,100
        """,
    ),
    "mermaid": (
        f"{_SKIN};hair=c0392b|e8587f|2f8f8a|f2b632;tail=2fa39b|4a8ae0|8a5fc0;height=1.0",
        """
        blob hair -17,88 -12,103 0,106 12,103 17,88 26,50 14,44 0,58 -14,44 -26,50
        blob tail- 22,12 46,20 52,4 34,2 30,-8 14,-4
        blob tail -12,44 -18,28 -10,10 10,-2 26,8 22,14 12,14 12,28 12,44
        line tail++ 1.4 -12,34 -4,31 4,34 12,31
        line tail++ 1.4 -14,25 -6,22 2,25 10,22
        line tail++ 1.4 -10,16 -2,13 6,16
        blob skin -10,64 -11,50 -13,42 13,42 11,50 10,64
        ~oval purple 5.5,54 5.4,5
        ~line skin 5 11,60 21,52 18,40
        ~line tail++ 2 12,44 6,41 0,44
        rect skin- -4,60 8,8 2
        use head
        use fringe
        use face
        star rose 10,93 5,2.4 5
        """,
    ),
    "fairy": (
        f"{_SKIN};{_HAIR};gown=8fd06a|f49ac0|8ac4f0;height=0.85",
        """
        ~blob glass+ 6,56 30,92 52,90 48,66 26,54
        ~blob glass 6,52 30,52 44,34 30,22 14,36
        ~line white 1 8,55 26,72 42,82
        ~rect skin 2,2 5,22 2
        ~blob gown- 1,-2 1,4 8,4 11,-1
        poly gown -10,46 -24,22 -14,26 -8,16 0,24 8,16 14,26 24,22 10,46
        blob gown -9,62 -11,44 11,44 9,62
        rect skin- -3.6,58 7,8 2
        line skin 5 -11,60 -20,50 -19,40
        line skin 5 11,60 22,54 29,62
        bar gold 1.8 28,58 38,78
        glow lamp 39,82 14
        star gold+! 39,82 7,3 5
        oval hair 0,103 6,6
        use head
        use fringe
        use face
        """,
    ),
    "angel": (
        f"{_SKIN};hair=f2d06a|c9853a|3a2a26;robe=fdfbf6",
        """
        ~blob white 8,56 28,92 56,100 60,84 54,80 56,68 48,66 46,54 36,54 28,44 16,44
        ~line grey+ 1.4 18,58 34,74 52,86
        ~line grey+ 1.4 20,52 36,62 50,70
        glow lamp 0,104 24
        use long hair
        use robe
        bar gold 2.6 -12,44 12,44
        use wide sleeves
        use head
        use fringe
        use face
        line gold+! 3 -15,108 -8,111.5 8,111.5 15,108 8,104.5 -8,104.5 -15,108
        """,
    ),
}
