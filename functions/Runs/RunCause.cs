namespace CloudWorkspaces.Runs;

/// <summary>Why a run ended as it did. Every terminal run has one.</summary>
public sealed record RunCause
{
    /// <summary>One of <see cref="RunCauses"/>.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for the user, at most 2,000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Zero-based index of the failing cell in the notebook as it was submitted.</summary>
    public int? CellIndex { get; init; }

    public string? ExceptionName { get; init; }

    /// <summary>The exception's text, at most 2,000 characters.</summary>
    public string? ExceptionValue { get; init; }

    /// <summary>For out-of-memory: <c>kernel</c> or <c>container</c>.</summary>
    public string? Scope { get; init; }
}
