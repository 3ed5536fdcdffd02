using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What was before the present start of a container: a restart makes a new one, which carries this on a label.</summary>
internal sealed record ContainerHistory
{
    public int RestartCount { get; init; }

    public ContainerState? PreviousState { get; init; }

    public ImmutableArray<ContainerEvent> Events { get; init; } = [];

    /// <summary>Adds an event, or counts it if the same has happened before.</summary>
    public ContainerHistory With(string name, string message, DateTimeOffset on, string type = "Normal")
    {
        var known = Events.FirstOrDefault(known => known.Name == name && known.Message == message);
        return this with
        {
            Events = known is null
                ? Events.Add(new ContainerEvent(name, message, 1, on, on, type))
                : Events.Replace(known, known with { Count = known.Count + 1, LastTimestamp = on }),
        };
    }
}
