namespace CloudWorkspaces.Secrets;

/// <summary>A secret with its value, on its way into a container.</summary>
public sealed record ReadSecret
{
    public required string Name { get; init; }
    public required SecretDelivery Delivery { get; init; }
    public required string Value { get; init; }

    // The value must not get into a log through the record's own text.
    public override string ToString() => $"{nameof(ReadSecret)} {{ {Name}, {Delivery} }}";
}
