"""Animals that sit and look at the viewer: pets, animals of the farm and of the forest."""

from typing import Final

PARTS: Final = {
    "body": """
        blob main -25,2 -28,18 -17,46 17,46 28,18 25,2 0,0
        oval belly 0,20 13,19
        ~rect main+ 3,0 12,25 6
        ~oval main+ 10,3 8,4.5
    """,
    "head": "oval main 0,66 29,23.5",
    "eyes": """
        ~oval ink 11.5,67 4,5.2
        ~oval white 12.8,69 1.5,1.8
    """,
    "mouth": "~line ink 1.3 0,57 3,54 8,55.5",
    "muzzle": """
        oval muzzle 0,56 13,9.5
        oval ink 0,61 5,3.6
        ~line ink 1.3 0,58 1,53.5 6,53
    """,
    "round ears": """
        ~oval main 21,86 10,10
        ~oval inner 21,86 5.5,5.5
    """,
}

FIGURES: Final = {
    "cat": (
        "main=f0a04b|8e939d|f3e6d2|54505e;belly=fbe7c8|fbf8f1;height=0.95",
        """
        line main- 8 22,6 40,8 44,26 36,40
        use body
        ~poly main 7,86 27,74 27,106
        ~poly pink 12,85 24,78 23.5,99
        use head
        ~line main-- 2.4 17,45 24,42
        ~line main-- 2.4 20,34 27,31
        ~line main-- 2.4 5,88 4,80
        ~line main-- 2.4 27,62 21,61
        ~line main-- 2.4 28,68 22,68
        bar main-- 2.4 0,89 0,79
        ~oval lime 11.5,67 5.2,5.8
        ~oval ink 11.5,67 2.4,5.2
        ~oval white 12.6,69.5 1.4,1.6
        oval white 0,57 9,5.5
        poly rose -3.4,61 3.4,61 0,57.5
        use mouth
        ~bar white 0.8 13,58 36,62
        ~bar white 0.8 13,55.5 36,53
        """,
    ),
    "dog": (
        "main=c98a4b|e9d3ab|8a5a3a|f3ece0;belly=fbf3e2;muzzle=fbf3e2;height=0.98",
        """
        line main- 8 20,8 38,18 42,38
        use body
        use head
        oval main-- 12,69 9,10
        ~blob main-- 16,88 29,86 37,62 32,44 24,52 22,70
        use eyes
        oval muzzle 0,55 14,11
        oval ink 0,62 6,4.4
        oval white -1.6,63.4 1.8,1
        ~line ink 1.5 0,58 2,52.5 9,53
        blob rose -4.5,51 -4.5,43 0,40.5 4.5,43 4.5,51
        bar rose- 1 0,50 0,45
        rect red -17,38 34,5 2
        oval gold 0,36.5 4,4
        """,
    ),
    "fox": (
        "main=e8742c|d9622b|f0853a;belly=fbf3e6;height=0.95",
        """
        blob main 16,4 36,0 52,18 50,44 40,56 34,40 30,20
        blob white 50,40 47,55 40,58 36,46 43,42
        use body
        ~rect black 3,0 12,11 5
        ~poly main 5,84 29,70 29,110
        ~poly black 20,97 29,91 29,110
        ~poly cream 12,84 25,76 25,95
        blob main -35,63 -24,84 0,89 24,84 35,63 18,51 0,43 -18,51
        ~blob white 35,63 24,67 12,60 4,58 0,43 18,51
        ~oval ink 12,68 3.4,4.8
        ~oval white 13,70 1.3,1.5
        oval ink 0,46 4.6,3.6
        """,
    ),
    "wolf": (
        "main=7f8a98|646d7c|9aa2ac;belly=e3e6ea;height=1.05",
        """
        blob main- 16,4 36,2 48,20 46,44 38,34 30,20
        use body
        ~poly main- 5,84 29,72 26,108
        ~poly belly 11,84 24,77 23,98
        poly main -42,60 -31,66 -32,74 -22,86 0,90 22,86 32,74 31,66 42,60 30,56 32,48 18,50 0,42 -18,50 -32,48 -30,56
        ~poly belly 36,60 24,66 12,60 5,62 0,42 18,50 30,50 28,57
        poly main-- -5,90 5,90 2,64 -2,64
        ~poly ink 4,69 20,74 18,66 8,64
        ~oval gold 12.5,67.8 3.6,3.6
        ~oval ink 12.5,67.8 1.6,2.6
        oval ink 0,48 5.4,4
        ~bar ink 1.2 0,45 6,44
        """,
    ),
    "bear": (
        "main=8a5632|6b4226|a06a3c;belly=c99a6a;inner=c99a6a;muzzle=dcb88c;height=1.15",
        """
        use body
        use round ears
        use head
        use eyes
        use muzzle
        """,
    ),
    "panda": (
        "main=f7f5f0;inner=2f2b36;muzzle=fbf8f1;height=1.05",
        """
        blob main -27,2 -30,18 -18,46 18,46 30,18 27,2 0,0
        blob inner -20,46 20,46 31,26 22,22 10,34 -10,34 -22,22 -31,26
        ~oval inner 17,5 12,7
        ~oval inner 21,87 10,10
        use head
        ~oval inner 12,66 7.5,9.5 -28
        ~oval white 11.5,67 2.8,3.4
        ~oval inner 11.3,67 1.8,2.4
        oval ink 0,59 4.6,3.2
        use mouth
        line lime- 3 22,0 30,44 28,58
        blob lime 28,58 40,62 44,56 34,53
        blob lime 28,50 18,58 14,53 24,47
        """,
    ),
    "rabbit": (
        "main=f3eee6|c9a27a|a9a7ab;belly=fffaf2;inner=f4b6bc;height=1.0",
        """
        oval white 25,10 8,8
        use body
        ~oval main 13,105 8.5,29 -9
        ~oval inner 13,104 4.6,22 -9
        use head
        use eyes
        ~oval pink 19,59 5,3.4
        oval white 0,56 10,7
        poly rose -3.2,61 3.2,61 0,58
        use mouth
        rect white -3.4,48 3.2,6 1
        rect white 0.2,48 3.2,6 1
        ~bar grey 0.7 12,57 30,60
        """,
    ),
    "lion": (
        "main=eeb252;belly=f8dba0;mane=a8562a|8f4522|b8692f;muzzle=fbe7c8;height=1.15",
        """
        line main 6 22,6 42,12 44,34
        oval mane 44,38 6,9
        use body
        star mane 0,67 46,38 18
        oval mane+ 0,67 36,33
        ~oval main 22,88 7.5,7.5
        use head
        ~oval ink 11.5,69 3.6,4.6
        ~oval white 12.6,71 1.3,1.5
        oval muzzle 0,56 13.5,9.5
        poly ink -5.5,63 5.5,63 0,57
        use mouth
        ~bar ink 0.7 14,57 27,59
        """,
    ),
    "tiger": (
        "main=f0892f;belly=fff3dd;inner=fff3dd;height=1.12",
        """
        line main 7 22,6 42,8 46,30
        line ink 7.5 45,24 46,31
        use body
        use round ears
        use head
        ~poly ink 28,70 16,69 28,66
        ~poly ink 27,62 17,62 26,58
        ~poly ink 3,90 8,88 4,79
        poly ink -2,90 2,90 0,78
        ~poly ink 18,44 27,40 12,39
        ~poly ink 22,34 28,29 14,29
        ~poly ink 27,22 27,16 15,19
        ~oval white 14,73 7,6
        ~oval ink 12,68 3.8,4.8
        ~oval white 13,70 1.4,1.6
        ~oval white 8,54 10,8
        poly rose -5,62 5,62 0,57.5
        use mouth
        """,
    ),
    "mouse": (
        "main=a5a8b3|c9b8a8|8d8793;belly=e8e6ea;inner=f4b6bc;height=0.7",
        """
        line pink- 2.6 20,4 44,2 54,16 46,28 52,40
        use body
        ~oval main 28,90 19,19
        ~oval inner 28,89 13,13
        blob main -27,68 -16,87 16,87 27,68 10,48 -10,48
        use eyes
        ~bar ink 0.7 7,54 27,57
        ~bar ink 0.7 7,52 26,49
        oval rose 0,52 4.6,4
        rect white -2.6,43 5,6 1
        """,
    ),
    "monkey": (
        "main=7a4a2c|8f5a36|5e3a26;belly=e6be92;height=1.0",
        """
        line main 5 20,6 44,4 54,24 44,40 36,32 42,24
        use body
        ~oval main 31,66 10,11
        ~oval belly 31,66 6,7
        use head
        ~oval belly 9.5,69 12,13
        oval belly 0,56 19,11.5
        ~oval ink 9,68 3.4,4.6
        ~oval white 10,70 1.3,1.5
        ~oval ink 2.2,61 1.2,0.9
        line ink 1.6 -9,56 0,51 9,56
        """,
    ),
    "pig": (
        "main=f4a3b0|f0b4ae;belly=f8bfc6;height=0.9",
        """
        line main- 3 22,18 34,20 32,28 28,22 38,14
        use body
        ~poly main- 8,86 30,80 29,98
        use head
        use eyes
        oval main- 0,57 12,9
        ~oval ink 4.4,57 2,3.4
        line ink 1.4 -7,46.5 0,44.5 7,46.5
        ~oval rose+ 21,58 4.6,3.2
        """,
    ),
    "cow": (
        "main=fbf8f1;belly=fffaf2;spot=3a343f|8a5632;height=1.12",
        """
        blob main -27,2 -30,18 -18,46 18,46 30,18 27,2 0,0
        blob spot 6,44 18,46 28,24 14,24
        blob spot -28,22 -16,20 -16,6 -27,4
        oval pink 0,8 10,6
        ~rect main+ 6,0 11,22 4
        ~rect black 6,0 11,6 2
        ~blob bone 15,86 24,90 26,104 32,92 26,82
        ~oval spot 36,76 12,6.5 -18
        ~oval pink 36,75.5 8,3.6 -18
        blob main -27,72 -18,90 18,90 27,72 20,48 -20,48
        blob spot 4,89 18,90 27,72 18,60 6,68
        ~oval ink 12,72 3.8,5
        ~oval white 13,74 1.4,1.6
        oval pink 0,52 21,11
        ~oval rose- 8,54 3,3.6
        line rose- 1.4 -9,47 0,45 9,47
        rect red -14,38 28,4 2
        rect gold -5,29 10,10 3
        """,
    ),
    "sheep": (
        "main=fbf6ea|efe6d6;face=4a434f;height=0.92",
        """
        ~rect face 7,0 9,20 3
        ~oval main 19,26 17,15
        ~oval main 22,44 15,14
        oval main 0,22 20,14
        oval main 0,44 24,20
        ~oval face 27,69 11,5.5 -22
        oval face 0,62 17,21
        ~oval main 13,84 11,10
        oval main 0,86 12,11
        ~oval white 7,66 4.2,5
        ~oval ink 6.4,66 2.2,3
        ~oval pink 2.6,52 1.4,1.8
        """,
    ),
    "deer": (
        "main=b9763f|a86835|c98a4f;belly=f6e2c2;muzzle=f6e2c2;height=1.12",
        """
        use body
        ~oval white 19,34 2,2
        ~oval white 22,24 2,2
        ~oval white 16,28 1.6,1.6
        ~line bark 4 9,84 14,98 26,108 25,124
        ~line bark 3.4 14,98 8,112
        ~line bark 3.4 24,107 38,116
        ~line bark 3 25,116 16,122
        ~blob main- 20,80 38,90 48,82 34,72
        ~blob pink 26,80 38,86 43,82 34,77
        blob main -23,74 -14,89 14,89 23,74 15,50 -15,50
        ~oval ink 12.5,71 3.8,5.2
        ~oval white 13.6,73 1.4,1.7
        oval muzzle 0,54 13,9
        oval ink 0,58 6.4,4.4
        use mouth
        """,
    ),
    "squirrel": (
        "main=b8622e|a0522a;belly=fbe7c8;height=0.75",
        """
        blob main- 14,4 36,8 40,34 34,52 46,50 48,66 58,72 62,50 58,20 40,0
        use body
        ~poly main 10,84 26,76 26,104
        use head
        use eyes
        ~oval belly 8,56 10,7
        oval ink 0,61 3.6,2.8
        rect white -2.6,47 5.2,6 1
        oval wood- 0,31 7,7
        rect bark -7.5,34 15,5 2.5
        ~oval main+ 9,30 5,4
        """,
    ),
}
