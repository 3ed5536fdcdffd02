namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity. Compared ignoring case.</summary>
public readonly struct TaskName(string name) : IEquatable<TaskName>
{
    public string Name { get; } = name;

    public static implicit operator string(TaskName value) => value.Name;

    public static implicit operator TaskName(string value) => value is null ? default : new TaskName(value);

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => Name is null ? 0 : Name.GetHashCode(StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Name;
}
