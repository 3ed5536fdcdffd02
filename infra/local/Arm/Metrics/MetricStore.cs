using System.Collections.Concurrent;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>
/// What was measured, by the groups' keys, in memory only: nothing of it outlives the emulator, as nobody may rely on
/// metrics once their group is gone.
/// </summary>
internal sealed class MetricStore
{
    private readonly ConcurrentDictionary<string, GroupMetrics> _groups = new();

    public GroupMetrics Of(string key) => _groups.GetOrAdd(key, _ => new GroupMetrics());

    public void KeepOnly(IReadOnlySet<string> keys)
    {
        foreach (var key in _groups.Keys.Where(key => !keys.Contains(key)))
        {
            _groups.TryRemove(key, out _);
        }
    }
}
