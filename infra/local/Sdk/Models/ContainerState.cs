namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>What a container does, or did.</summary>
public class ContainerState
{
    internal ContainerState()
    {
    }

    public string? DetailStatus { get; internal init; }

    public int? ExitCode { get; internal init; }

    public DateTimeOffset? FinishOn { get; internal init; }

    public DateTimeOffset? StartOn { get; internal init; }

    /// <summary>Waiting, Running or Terminated.</summary>
    public string? State { get; internal init; }
}
