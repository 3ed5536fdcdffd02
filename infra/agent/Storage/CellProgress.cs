namespace CloudWorkspaces.Agent.Storage;

/// <param name="Total">Cells of the notebook as submitted.</param>
/// <param name="Completed">Of those, the ones that have ended without an error.</param>
/// <param name="Current">Zero-based index of the cell being executed; null between cells.</param>
internal sealed record CellProgress(int Total, int Completed, int? Current);
