using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>What one invocation was called with and what came of it.</summary>
internal sealed class InvocationState
{
    /// <summary>HttpContext, TimerInfo, OrchestratorRun, BlobTriggerData or the serialized input of an activity.</summary>
    public object? Trigger { get; init; }

    /// <summary>Route values, instanceId, or what a blob's path and properties say.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = new Dictionary<string, object?>();

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    public HttpContext? Http => Trigger as HttpContext;
}
