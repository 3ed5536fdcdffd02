namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What an orchestrator can ask for. The numbers are stored.</summary>
internal enum ActionKind
{
    Activity = 0,
    SubOrchestration = 1,
    Timer = 2,
    SendEvent = 3,
}
