"""People, by age and by what they are."""

from typing import Final

PARTS: Final = {
    "legs": """
        ~rect pants 1,5 9,32 3
        ~blob shoe 0.5,0 1,7 10,7 14,3 13,0
    """,
    "torso": """
        rect skin- -4,58 8,10 2
        blob top -14,30 -16,56 -9,64 9,64 16,56 14,30 0,28
    """,
    "arms": """
        ~line top 7.5 15,58 21,46 20,37
        ~oval skin 20,33 3.8,4
    """,
    "arm up": """
        line top 7.5 -15,58 -21,46 -20,37
        oval skin -20,33 3.8,4
        line top 7.5 15,58 24,50 29,54
        oval skin 31,56 3.8,4
    """,
    "gown": """
        rect skin- -4,58 8,10 2
        blob gown -10,64 -13,52 -11,44 -22,14 -25,3 0,0 25,3 22,14 11,44 13,52 10,64
    """,
    "gown arms": """
        ~line gown+ 6.5 12,60 19,50 20,40
        ~oval skin 20.5,36 3.4,3.6
    """,
    "head": """
        ~oval skin- 14.5,80 2.6,3.6
        oval skin 0,81 15,16.5
    """,
    "face": """
        ~oval ink 5.8,80 1.9,2.7
        ~oval white 6.4,81 0.7,0.8
        ~oval blush 9.5,74.5 2.8,1.7
        line ink 1.1 -3.6,73 0,71.4 3.6,73
    """,
    "short hair": "blob hair -16,80 -17,92 -8,101 8,101 17,92 16,80 12,88 4,92 -6,90 -12,88",
    "long hair": "blob hair -17,84 -14,99 0,103 14,99 17,84 22,58 15,50 0,56 -15,50 -22,58",
    "fringe": "blob hair -15,82 -15,94 0,101 15,94 15,82 9,90 0,93 -5,89 -10,90",
}
_SKIN: Final = "skin=f2c6a0|c98d62|8e5c3e|f7d9bc"
_HAIR: Final = "hair=3a2a26|6b3d22|c9853a|e8c06a|2b2433"

FIGURES: Final = {
    "man": (
        f"{_SKIN};{_HAIR};main=3b78d8;top=3b78d8|2d9c95|d8693a|6a5fb0;pants=34405c|5a4a42;shoe=3a2f33",
        """
        use legs
        use torso
        use arms
        use head
        use short hair
        use face
        ~bar hair 1.2 3.6,85.5 8.4,86
        poly top- -5,64 5,64 0,57
        """,
    ),
    "woman": (
        f"{_SKIN};{_HAIR};gown=d8506a|2d9c95|f0a63a|7d5fc4;shoe=8a3a4a",
        """
        use long hair
        ~rect skin 2,2 5,14 2
        ~blob shoe 1,0 1,5 8,5 10,0
        blob gown -10,64 -13,52 -10,44 -19,22 -22,12 0,9 22,12 19,22 10,44 13,52 10,64
        rect skin- -4,60 8,8 2
        rect gown- -10.5,42 21,3.6 1.5
        use gown arms
        use head
        use fringe
        use face
        ~oval gold 15.5,75 1.2,1.6
        """,
    ),
    "girl": (
        f"{_SKIN};{_HAIR};gown=f2b632|e8587f|55b0d8|8fbf4a;shoe=d8343a;height=0.8",
        """
        ~blob hair 14,92 24,96 30,84 27,68 21,74 18,84
        ~oval gown 17,91 4,4
        ~rect skin 2,4 6,20 2
        ~rect white 2,4 6,6 1
        ~blob shoe 1,0 1,5 9,5 11,0
        blob gown -9,62 -12,50 -11,42 -22,20 0,16 22,20 11,42 12,50 9,62
        rect skin- -4,58 8,8 2
        use gown arms
        use head
        use fringe
        use face
        """,
    ),
    "boy": (
        f"{_SKIN};{_HAIR};top=e0564f|4fa35a|3b8ad8;pants=34507c|6b5a42;shoe=fbf8f1;height=0.8",
        """
        ~rect skin 2,5 7,18 3
        ~rect pants 1,18 10,17 2
        ~blob shoe 0.5,0 1,7 10,7 14,3 13,0
        use torso
        rect white -15,44 30,5
        use arms
        use head
        use short hair
        blob top -16,88 -12,102 4,104 16,96 16,89
        blob top- 10,90 28,90 29,86 12,86
        use face
        """,
    ),
    "child": (
        f"{_SKIN};{_HAIR};top=f2b632|8fbf4a;pants=3b6ab0;shoe=d8343a;height=0.72",
        """
        use legs
        use torso
        ~rect pants 4,30 4,32 1
        rect pants -11,28 22,18 3
        use arms
        use head
        use fringe
        use face
        """,
    ),
    "old man": (
        f"{_SKIN};hair=e6e6ea;top=8a6a4a|5d6878;pants=4a4a58;shoe=3a2f33",
        """
        use legs
        use torso
        use arm up
        line bark 3 33,0 33,58 28,64 24,58
        use head
        ~blob hair 15,76 18,88 12,92 13,82
        blob hair -12,74 -8,60 0,52 8,60 12,74 5,70 -5,70
        use face
        ~bar hair 1.8 3.6,86 8.8,86.4
        ~oval grey 5.8,80 4.4,4.4
        ~oval skin+ 5.8,80 3.5,3.5
        ~oval ink 5.8,80 1.7,2.3
        """,
    ),
    "king": (
        f"{_SKIN};hair=8a5632|c9c5c0;top=7a2a5a;robe=b82a3a|5a3a9a",
        """
        blob robe- -16,64 -30,4 0,0 30,4 16,64
        blob top -12,62 -16,6 0,3 16,6 12,62
        rect gold -16,36 32,4 1
        ~blob robe 8,66 18,60 30,4 18,4
        ~line white 5 7,66 14,34 15,4
        blob white -17,62 0,56 17,62 12,69 -12,69
        ~line robe 8 17,58 24,46 22,38
        ~oval skin 22,34 3.8,4
        bar gold 2.6 -22,16 -22,66
        oval red -22,69 4,4
        use head
        use short hair
        blob hair -15,80 -13,66 0,56 13,66 15,80 7,74 -7,74
        use face
        poly gold -16,94 -19,112 -9,102 0,116 9,102 19,112 16,94
        rect gold- -16,92 32,5 1
        oval red 0,95 2.4,2
        ~oval blue 10,95 1.8,1.8
        """,
    ),
    "queen": (
        f"{_SKIN};{_HAIR};gown=8a4bb8|b82a5a|3b5ab8",
        """
        use long hair
        blob gown -11,64 -13,50 -11,44 -30,4 0,0 30,4 11,44 13,50 11,64
        blob white -9,5 0,42 9,5 0,2
        ~line gold 1.6 11,44 20,24 29,5
        rect skin- -4,58 8,10 2
        use gown arms
        ~blob white 8,66 20,70 17,58 12,58
        oval gold 0,60 2.6,2.6
        use head
        use fringe
        use face
        poly gold -13,96 -17,110 -8,103 0,117 8,103 17,110 13,96
        oval magenta 0,101 2.4,3
        ~oval cyan 16.5,111 1.8,1.8
        oval cyan 0,117 2,2
        """,
    ),
    "princess": (
        f"{_SKIN};{_HAIR};gown=f492b4|8ac4f0|c9a0f0",
        """
        use long hair
        blob gown -10,64 -12,50 -10,44 -32,8 -16,2 0,5 16,2 32,8 10,44 12,50 10,64
        line gown++ 2 -25,20 0,15 25,20
        ~oval gown++ 13,60 5,5
        rect skin- -4,58 8,10 2
        use gown arms
        use head
        use fringe
        use face
        poly gold -11,97 -12,106 -5,102 0,110 5,102 12,106 11,97
        oval rose 0,101 1.8,2
        """,
    ),
    "dancer": (
        f"{_SKIN};hair=2b2433|6b3d22;gown=f49ab8|e05a6a|7ac4d8",
        """
        line skin 5 3,34 4,18 3,4
        line skin 5 -3,34 -18,26 -2,18
        poly gown- 0,6 6,6 4,-2
        oval gown+ 0,38 31,8 4
        oval gown 0,41 25,6 4
        blob gown -9,62 -9,44 9,44 9,62 0,58
        rect skin- -3.4,58 7,9 2
        ~line skin 4.6 10,60 26,72 18,94 4,108
        oval hair 0,102 6.5,6
        use head
        use fringe
        use face
        """,
    ),
    "chef": (
        f"{_SKIN};hair=3a2a26|8a5632;top=fbf8f1;pants=4a4a58;shoe=2b2433",
        """
        use legs
        use torso
        ~oval ink 4.5,54 1,1
        ~oval ink 4.5,46 1,1
        ~oval ink 4.5,38 1,1
        blob red -8,66 0,58 8,66 0,64
        use arm up
        bar steel 2.4 31,56 40,78
        oval steel 42,84 5,7 -20
        use head
        ~blob hair 14,80 17,88 15,93 12,88
        use face
        line hair 2.6 -6,75.4 0,76.4 6,75.4
        rect white -14,92 28,11 2
        ~oval white 13,108 10,9
        oval white 0,112 12,10
        """,
    ),
    "detective": (
        f"{_SKIN};hair=3a2a26;top=b08a5a|8a8494;pants=4a4a58;shoe=2b2433",
        """
        use legs
        blob top -14,64 -20,12 -2,10 0,58 2,10 20,12 14,64
        blob top- -6,64 0,40 6,64
        rect skin- -4,60 8,8 2
        poly red -2,60 2,60 3,42 0,38 -3,42
        rect top-- -17,34 34,4 1
        use arm up
        oval glass 36,64 7.5,7.5
        oval white 34,66 2,2
        use head
        use face
        blob top-- -26,90 0,86 26,90 15,95 14,106 4,104 -4,104 -14,106 -15,95
        rect ink -15,92 30,4
        """,
    ),
    "cowboy": (
        f"{_SKIN};hair=6b3d22;top=c0503a|3b6ab0;pants=3b5a8a;shoe=6b3d22",
        """
        use legs
        use torso
        blob chestnut -16,58 -13,32 -5,30 -7,64
        blob chestnut 16,58 13,32 5,30 7,64
        rect wood -14,30 28,4
        oval gold 0,32 3.4,2.8
        use arms
        blob gold -9,66 0,54 9,66 0,63
        use head
        use face
        blob wood -34,96 -20,89 0,87 20,89 34,96 18,94 14,110 5,106 -5,106 -14,110 -18,94
        rect chestnut -15,93 30,4 1
        """,
    ),
    "superhero": (
        f"{_SKIN};{_HAIR};main=2f5ad0;top=2f5ad0|c92a3a;pants=2f5ad0;cape=d8343a|f2b632;shoe=d8343a",
        """
        blob cape -12,64 -36,14 -30,6 0,10 30,2 38,20 12,64
        use legs
        use torso
        rect gold -14,30 28,4 1
        poly gold -8,58 8,58 0,42
        poly cape -5,56 5,56 0,46
        ~line top 8 16,58 27,44 14,34
        ~oval skin 13,34 4,4
        use head
        use short hair
        ~blob cape 1,84 14,87 14,78 6,76 1,79
        ~oval white 6.5,81 3,2.6
        ~oval ink 6.5,81 1.4,1.9
        line ink 1.1 -4,72 0,71 4,72
        """,
    ),
}
