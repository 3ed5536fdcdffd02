namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>A public or protected member in a form that both lists and reflection can be brought into.</summary>
/// <param name="Type">Full CLR name of the declaring type, generic parameters by name.</param>
/// <param name="Name">Empty for the type itself, <c>.ctor</c> for a constructor.</param>
/// <param name="Parameters">Full CLR names of the parameters' types, joined by commas; empty for a property.</param>
/// <param name="Returns">Full CLR name; empty for types and constructors.</param>
internal sealed record ApiMember(string Type, string Name, string Parameters = "", string Returns = "")
{
    public override string ToString() => Name.Length == 0 ? Type : $"{Returns} {Type}.{Name}({Parameters})".Trim();
}
