"""What people build besides houses."""

from typing import Final

PARTS: Final[dict[str, str]] = {}

FIGURES: Final = {
    "fountain": (
        "main=c3bdb4;height=0.8",
        """
        line cyan+ 4 0,84 -16,92 -26,60
        line cyan+ 4 0,84 16,92 26,60
        line cyan+ 4 0,84 -8,98 -12,62
        line cyan+ 4 0,84 8,98 12,62
        rect main- -6,20 12,60 2
        blob main -32,60 32,60 16,48 -16,48
        oval cyan 0,60 31,5
        line cyan+ 3 -30,58 -38,40 -40,20
        line cyan+ 3 30,58 38,40 40,20
        blob main -62,22 62,22 50,0 -50,0
        oval cyan 0,22 60,8
        oval cyan+ -14,22 16,3
        """,
    ),
    "gate": (
        "main=5d6878;height=0.9",
        """
        ~rect stone 34,0 14,84 1
        ~rect stone- 31,82 20,6 1
        ~oval stone+ 41,94 7,7
        line main 3 -34,66 0,84 34,66
        bar main 2.4 -34,12 34,12
        bar main 2.4 -34,58 34,58
        ~bar main 2 4,4 4,80
        ~bar main 2 12,4 12,78
        ~bar main 2 20,4 20,74
        ~bar main 2 28,4 28,70
        """,
    ),
    "roof": (
        "main=b9503e|5a6a84;seat=73;height=0.5",
        """
        rect brick 44,66 16,40 1
        rect brick- 41,102 22,7 1
        poly main -110,0 110,0 84,74 -84,74
        bar main-- 2 -104,16 104,16
        bar main-- 2 -98,32 98,32
        bar main-- 2 -93,48 93,48
        rect main-- -88,72 176,6 2
        """,
    ),
    "tent": (
        "main=f08a2c|4fa35a|3b8ab8;height=0.7",
        """
        poly main- -56,0 56,0 0,72
        poly main -56,0 -14,0 0,72
        poly main+ 56,0 14,0 0,72
        poly lamp! -14,0 14,0 0,56
        poly main -14,0 -2,0 0,58
        bar bark 1.6 0,72 0,78
        glow lamp 0,20 30
        """,
    ),
    "igloo": (
        "main=e6f1f8;height=0.6",
        """
        blob main -60,0 -54,36 -24,62 24,62 54,36 60,0
        line main-- 1.4 -56,24 0,30 56,24
        line main-- 1.4 -44,44 0,50 44,44
        bar main-- 1.4 -20,62 -22,48
        bar main-- 1.4 20,62 22,48
        bar main-- 1.4 -38,46 -42,26
        bar main-- 1.4 38,46 42,26
        bar main-- 1.4 0,49 0,30
        arch main- -22,0 44,34
        arch navy- -14,0 28,26
        """,
    ),
    "bridge": (
        "main=c0503a|8a8f9c;height=0.75",
        """
        ~rect main- 34,0 10,92 1
        ~rect main 32,0 10,96 1
        ~bar main- 2 42,84 32,84
        line main 2.6 -36,94 -18,50 0,42 18,50 36,94
        ~line main 2.6 37,94 60,62 90,44
        ~bar main 1 24,60 24,34
        ~bar main 1 12,47 12,34
        bar main 1 0,42 0,34
        ~bar main 1 52,72 52,34
        ~bar main 1 66,58 66,34
        ~bar main 1 80,49 80,34
        rect main -92,30 184,7 1
        rect slate -92,35 184,2.4
        """,
    ),
}
