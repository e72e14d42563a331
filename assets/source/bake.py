"""Make every asset again: python bake.py [campus] [sky] [avatar] (all when none is named)."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent
sys.path.insert(0, str(HERE))


def campus():
    from campus import scene
    from kit import compress, export, materials
    export.clear()
    materials.bake_surfaces()
    scene.build()
    target = ASSETS / "campus-epinal" / "campus.glb"
    plain = materials.WORK / "campus_png.glb"
    export.glb(plain)
    compress.glb(plain, target, materials.WORK)


def figure():
    import avatar
    avatar.bake(ASSETS / "avatar" / "avatar.glb")


def sky():
    import sky as atmosphere
    from kit.materials import WORK
    WORK.mkdir(parents=True, exist_ok=True)
    (ASSETS / "sky").mkdir(exist_ok=True)
    atmosphere.bake(ASSETS / "sky")


STEPS = {"campus": campus, "avatar": figure, "sky": sky}


def main(names):
    unknown = [n for n in names if n not in STEPS]
    if unknown:
        sys.exit(f"bake.py: unknown step {', '.join(unknown)}; known: {', '.join(STEPS)}")
    for name in names or STEPS:
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
