namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The answer of <see cref="DeleteContainerGroup"/>.</summary>
/// <param name="Gone">The group does not exist any more; else its deletion goes on.</param>
public sealed record GroupDeletion(bool Gone);
