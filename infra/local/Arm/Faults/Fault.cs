using System.IO.Enumeration;
using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>Something that shall go wrong, asked for through <c>POST /faults</c>.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>An operation by its name in the REST reference, such as ContainerGroups_Get; * for every one.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>The name of the group, in which * and ? stand for others; * for every one.</summary>
    public string Group { get; init; } = "*";

    /// <summary>How many times; 1 by default.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Of a delay.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Of an answer.</summary>
    public int Status { get; init; }

    /// <summary>The header Retry-After of an answer; null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    public bool Concerns(string operation, string? group) =>
        (Operation == "*" || Operation.Equals(operation, StringComparison.OrdinalIgnoreCase)) &&
        (Group == "*" || (group is not null && FileSystemName.MatchesSimpleExpression(Group, group)));
}

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>The operation waits before it begins.</summary>
    Delay,

    /// <summary>The operation is answered with an error and has no effect.</summary>
    Answer,

    /// <summary>The connection is dropped, and the operation has no effect.</summary>
    DropBefore,

    /// <summary>The operation has its effect, and the connection is dropped in place of an answer.</summary>
    DropAfter,

    /// <summary>The group's provisioning waits before its images are looked for.</summary>
    SlowProvisioning,

    /// <summary>The group's images cannot be pulled.</summary>
    ImagePullFailure,

    /// <summary>At once: running containers are told to end by SIGTERM, with an event Evicted; the restart policy goes on.</summary>
    Eviction,

    /// <summary>At once: running containers are killed without a word; the restart policy goes on.</summary>
    NodeLoss,
}
