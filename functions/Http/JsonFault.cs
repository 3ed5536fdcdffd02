namespace CloudWorkspaces.Http;

/// <summary>Where and why a text is not JSON.</summary>
internal sealed record JsonFault
{
    /// <summary>Numbers that Python writes into JSON and JSON does not know.</summary>
    public static readonly string[] PythonLiterals = ["NaN", "Infinity", "-Infinity"];

    /// <summary>Names of the objects' fields down to the fault, joined by dots; empty outside of any.</summary>
    public required string Path { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether the fault is one of <see cref="PythonLiterals"/>.</summary>
    public bool IsPythonLiteral { get; init; }
}
