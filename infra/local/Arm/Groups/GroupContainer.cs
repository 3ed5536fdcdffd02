using System.Text.Json;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>One container of a group as it is now. One job at a time writes it; readers see whole statuses.</summary>
internal sealed class GroupContainer(ContainerSpec spec, bool isInit)
{
    private volatile ContainerStatus _status = new();
    private volatile bool _isReady = spec.Readiness is null;

    public ContainerSpec Spec => spec;

    public bool IsInit => isInit;

    public ContainerStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>Whether connections from outside are let through; without a readiness probe they always are.</summary>
    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }

    /// <summary>Adds an event, whoever else changes the status at the same time.</summary>
    public void Tell(string name, string message, DateTimeOffset on, string type) =>
        Update(status => status with { History = status.History.With(name, message, on, type) });

    /// <summary>Tells of the end of the process; null while none is known.</summary>
    public ContainerWatch? Watch { get; set; }

    /// <summary>Takes over what the engine says.</summary>
    /// <param name="outOfMemory">Whether the kernel killed a process of it for want of memory.</param>
    public void Adopt(EngineContainer found, bool outOfMemory)
    {
        var ended = !found.Running && found.StartedOn is not null;
        Update(status => status with
        {
            EngineId = found.Id,
            CreatedOn = found.CreatedOn,
            StartedOn = found.StartedOn,
            // The engine's clocks can tell of an end before the start.
            FinishedOn = ended ? Later(found.StartedOn!.Value, found.FinishedOn ?? found.StartedOn.Value) : null,
            ExitCode = ended ? found.ExitCode : null,
            OutOfMemory = ended && (outOfMemory || found.OomKilled),
        });
    }

    private void Update(Func<ContainerStatus, ContainerStatus> change)
    {
        for (var before = _status; ; before = _status)
        {
            if (Interlocked.CompareExchange(ref _status, change(before), before) == before)
            {
                return;
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public static ContainerHistory HistoryOf(EngineContainer found) =>
        JsonSerializer.Deserialize<ContainerHistory>(found.Label(Labels.History), ArmJson.Options)!;
}
