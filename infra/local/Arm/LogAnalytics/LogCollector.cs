using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;
using Docker.DotNet;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>
/// Copies the log lines and events of groups with a workspace into the store, each once: where it was it knows from the
/// store itself when the emulator starts again.
/// </summary>
internal sealed partial class LogCollector(
    ContainerEngine engine, GroupRegistry registry, LogStore store, ILogger<LogCollector> logger) : IContainerLogs, IDisposable
{
    /// <summary>The times of an event before and after a restart of the emulator differ by less.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, long> _offsets = [];
    private readonly Dictionary<string, DateTimeOffset> _events = [];
    private readonly Dictionary<string, string> _paths = [];
    private bool _knowsStore;

    /// <param name="workspace">Null for all groups that have one.</param>
    public async Task CollectAsync(string? workspace)
    {
        foreach (var group in registry.All.Where(group => WorkspaceOf(group) is { } its &&
            (workspace is null || its.Equals(workspace, StringComparison.OrdinalIgnoreCase))))
        {
            await CollectAsync(group, group.All);
        }
    }

    public async Task CollectAsync(ContainerGroup group, IEnumerable<GroupContainer> containers)
    {
        if (WorkspaceOf(group) is not { } workspace)
        {
            return;
        }

        await _gate.WaitAsync();
        try
        {
            Remember();
            foreach (var container in containers.Where(container => container.Status.EngineId is not null))
            {
                var sample = Sample(group, container);
                var lines = await LinesAsync(sample);
                store.Append(workspace, [.. lines, .. Events(container, sample)]);
                if (lines.Count > 0)
                {
                    _offsets[sample.ContainerId] = lines[^1].Offset;
                }
            }
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or HttpRequestException or DockerApiException or TimeoutException)
        {
            LogFailed(exception, group.Record.Id.ResourceId);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private void Remember()
    {
        if (_knowsStore)
        {
            return;
        }

        foreach (var record in store.ReadAll())
        {
            if (record.Reason is null)
            {
                _offsets[record.ContainerId] = Math.Max(record.Offset, _offsets.GetValueOrDefault(record.ContainerId));
            }
            else
            {
                _events[record.EventKey] = record.Time;
            }
        }

        _knowsStore = true;
    }

    private async Task<IReadOnlyList<LogRecord>> LinesAsync(LogRecord sample)
    {
        var id = sample.ContainerId;
        if (!_paths.TryGetValue(id, out var path))
        {
            path = (await engine.InspectAsync(id, CancellationToken.None))?.LogPath ?? "";
            _paths[id] = path;
        }

        if (!File.Exists(path))
        {
            return [];
        }

        return
        [
            .. EngineLogFile.Read(path, _offsets.GetValueOrDefault(id)).Select(line => sample with
            {
                Time = line.Time,
                Stream = line.Stream,
                Message = line.Text,
                Offset = line.Next,
            }),
        ];
    }

    private IEnumerable<LogRecord> Events(GroupContainer container, LogRecord sample)
    {
        foreach (var item in container.Status.EventsSoFar(container.Spec).Events)
        {
            var record = sample with
            {
                Time = item.LastTimestamp,
                Message = item.Message,
                Reason = item.Name,
                Count = item.Count,
                First = item.FirstTimestamp,
            };
            if (!_events.TryGetValue(record.EventKey, out var told) || record.Time > told + Same)
            {
                _events[record.EventKey] = record.Time;
                yield return record;
            }
        }
    }

    private static LogRecord Sample(ContainerGroup group, GroupContainer container) => new()
    {
        Time = default,
        Message = "",
        ResourceId = group.Record.Id.ResourceId,
        Group = group.Record.Id.Name,
        GroupKey = group.Record.Key,
        Location = group.Spec.Location,
        Container = container.Spec.Name,
        ContainerId = container.Status.EngineId!,
        Image = container.Spec.Image,
    };

    private static string? WorkspaceOf(ContainerGroup group) =>
        group.Record.Body["properties"]?["diagnostics"]?["logAnalytics"]?["workspaceId"]?.ToString() is { Length: > 0 } id ? id : null;

    [LoggerMessage(LogLevel.Warning, "The logs of {Group} cannot be collected")]
    private partial void LogFailed(Exception exception, string group);
}
