"""What nbgrader does to our notebooks beyond its own steps; nbgrader_config.py names it."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions

from tracegrade.notebooks import Cell


class ClearAnswers(ClearSolutions):
    """Clears solutions, and the answers of quizzes, whose stub raises nothing."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Clear a cell of the notebook."""
        is_solution = cell.metadata.get("nbgrader", {}).get("solution", False)
        ours = Cell(cell.cell_type, cell.source, solution=is_solution)
        if ours.is_quiz:
            cell.source = ours.released
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)
