namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>Cells of the notebook as submitted, of every type.</summary>
internal sealed record CellCount(int Total, int Completed);
