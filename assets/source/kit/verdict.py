"""What a check says of a scene's file in the end: counts, budgets, problems."""

import sys
from pathlib import Path

from .glb import report


def tell(check, path, budget_triangles, budget_draws):
    """Prints what `check` finds in the file at `path`; 1 if there is a problem, 0 if there is none."""
    glb, kinds, problems = check(path)
    triangles, draws, batches = report(glb)
    print(", ".join(f"{len(found)} {kind}" for kind, found in kinds.items()))
    print(f"{triangles} triangles, {draws} primitives, {batches} batches, {Path(path).stat().st_size / 1e6:.1f} MB")
    if triangles > budget_triangles:
        problems.append(f"{triangles} triangles; the budget is {budget_triangles}")
    if batches > budget_draws:
        problems.append(f"{batches} batches; the budget is {budget_draws}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def main(check, default, budget_triangles, budget_draws):
    """Runs a check from the command line, on the file named there or on `default`."""
    path = sys.argv[1] if len(sys.argv) > 1 else default
    sys.exit(tell(check, path, budget_triangles, budget_draws))
