"""Make every asset again: python bake.py [campus] [outcrop] [bench] [avatar] [hands] [sky] (all when none is named)."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent
sys.path.insert(0, str(HERE))


def world(name, folder, build, lights=False):
    """A scene with the surfaces all scenes share: exported plainly for previews, then with compressed textures."""
    from kit import compress, export, materials
    export.clear()
    materials.bake_surfaces()
    build()
    (ASSETS / folder).mkdir(exist_ok=True)
    plain = materials.WORK / f"{name}_png.glb"
    export.glb(plain, lights=lights)
    compress.glb(plain, ASSETS / folder / f"{name}.glb", materials.WORK)


def campus():
    from campus import scene
    world("campus", "campus-epinal", scene.build)


def outcrop():
    from outcrop import scene
    world("outcrop", "outcrop", scene.build)


def bench():
    from bench import scene
    world("bench", "timber-bench", scene.build, lights=True)


def figure():
    import avatar
    avatar.bake(ASSETS / "avatar" / "avatar.glb")


def both_hands():
    import hands
    (ASSETS / "hands").mkdir(exist_ok=True)
    hands.bake(ASSETS / "hands" / "hands.glb")


def sky():
    import sky as atmosphere
    from kit.materials import WORK
    WORK.mkdir(parents=True, exist_ok=True)
    (ASSETS / "sky").mkdir(exist_ok=True)
    atmosphere.bake(ASSETS / "sky")


STEPS = {"campus": campus, "outcrop": outcrop, "bench": bench, "avatar": figure, "hands": both_hands, "sky": sky}


def main(names):
    unknown = [n for n in names if n not in STEPS]
    if unknown:
        sys.exit(f"bake.py: unknown step {', '.join(unknown)}; known: {', '.join(STEPS)}")
    for name in names or STEPS:
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
