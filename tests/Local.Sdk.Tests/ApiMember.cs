namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>A type or a public or protected member, in a form that lists and reflection can both be brought into.</summary>
/// <param name="Type">Full CLR name of the declaring type, generic parameters by name.</param>
/// <param name="Name">Empty for the type itself, <c>.ctor</c> for a constructor.</param>
/// <param name="Parameters">Full CLR names of the parameters' types, joined by commas; the accessor of a property.</param>
/// <param name="Returns">Full CLR name; the kind of a type; empty for constructors.</param>
internal sealed record ApiMember(string Type, string Name, string Parameters = "", string Returns = "")
{
    /// <summary>Only told of types and methods: the lists do not say so of the rest.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Not told of properties: the lists do not say so.</summary>
    public bool IsProtected { get; init; }

    /// <summary>How many of the parameters may be left out.</summary>
    public int Optional { get; init; }

    /// <summary>What has to be the same.</summary>
    public ApiMember Signature => new(Type, Name, Parameters, Returns);

    /// <summary>Whether all that can be written against the other can be written against this.</summary>
    public bool Covers(ApiMember other) =>
        Signature == other.Signature &&
        IsStatic == other.IsStatic &&
        (!IsProtected || other.IsProtected) &&
        Optional >= other.Optional;

    public override string ToString()
    {
        var text = Name.Length == 0 ? $"{Returns} {Type}" : $"{Returns} {Type}.{Name}({Parameters})".Trim();
        var optional = Optional == 0 ? "" : $", {Optional} optional";
        return $"{(IsProtected ? "protected " : "")}{(IsStatic ? "static " : "")}{text}{optional}";
    }
}
