namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>The faults that are still to come. Kept in memory: a restart of the emulator forgets them.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>The oldest fault of those kinds that concerns the operation, counted as having happened; null if none does.</summary>
    public Fault? Take(string operation, string? group, params ReadOnlySpan<FaultKind> kinds)
    {
        lock (_lock)
        {
            for (var index = 0; index < _faults.Count; index++)
            {
                var fault = _faults[index];
                if (!kinds.Contains(fault.Kind) || !fault.Concerns(operation, group))
                {
                    continue;
                }

                if (fault.Count == 1)
                {
                    _faults.RemoveAt(index);
                }
                else
                {
                    _faults[index] = fault with { Count = fault.Count - 1 };
                }

                return fault;
            }

            return null;
        }
    }
}
