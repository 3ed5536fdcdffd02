namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An orchestrator did something else in its replay than its history says.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
