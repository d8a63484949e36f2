"""Who is who: phrases, the rules that tie them, and the things that they stand for."""
