using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>Records for tests.</summary>
internal static class RunSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly RunCause Completed = new() { Code = RunCauses.Completed, Message = "All cells ran." };

    public static string NewWorkspace() => $"t{Guid.NewGuid():N}"[..20];

    public static RunRecord Accepted(string workspace, DateTimeOffset createdOn) => new()
    {
        Workspace = workspace,
        Id = RunId.New(createdOn),
        State = RunState.Accepted,
        Trigger = RunTrigger.Http,
        Notebook = "a/b.ipynb",
        NotebookSha256 = new string('0', 64),
        Environment = "eo:2026.11",
        Flavor = "small",
        Image = "localhost/eo:2026.11",
        CreatedOn = createdOn,
        CreatedBy = "admin",
    };
}
