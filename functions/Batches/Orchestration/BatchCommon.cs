using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>What the runs of a batch have in common, as it is now.</summary>
/// <param name="Workspace">The batch's; null when it is gone.</param>
/// <param name="Run">With the parameters that an item does not set; null when it cannot be run any more.</param>
/// <param name="Refusal">Why not.</param>
internal sealed record BatchCommon(Workspace? Workspace, CheckedRun? Run, Problem? Refusal);
