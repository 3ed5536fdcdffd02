namespace CloudWorkspaces.Secrets;

/// <summary>A new value for a secret, which is made where it does not exist.</summary>
public sealed record SecretChange
{
    public required string Name { get; init; }
    public required SecretDelivery Delivery { get; init; }
    public required string Value { get; init; }
    public required string By { get; init; }

    // The value must not get into a log through the record's own text.
    public override string ToString() => $"{nameof(SecretChange)} {{ {Name}, {Delivery} }}";
}
