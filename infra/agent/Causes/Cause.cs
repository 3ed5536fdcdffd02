using CloudWorkspaces.Agent.Secrets;

namespace CloudWorkspaces.Agent.Causes;

/// <summary>Why a run ended as it did.</summary>
internal sealed record Cause
{
    /// <summary>Longest message and exception text, in characters.</summary>
    public const int MaxText = 2_000;

    public const string KernelScope = "kernel";
    public const string ContainerScope = "container";

    public required string Code { get; init; }

    /// <summary>One sentence for the user.</summary>
    public required string Message { get; init; }

    /// <summary>Zero-based, in the notebook as submitted.</summary>
    public int? CellIndex { get; init; }

    public string? ExceptionName { get; init; }

    public string? ExceptionValue { get; init; }

    /// <summary>For out-of-memory: whether the kernel's processes alone were killed, or papermill as well.</summary>
    public string? Scope { get; init; }

    public string Outcome => Code switch
    {
        CauseCodes.Completed => "succeeded",
        CauseCodes.Cancelled => "dismissed",
        _ => "failed",
    };

    /// <summary>True when the cells behind the last one never ran, whatever the saved notebook says.</summary>
    public bool Interrupts => Code is not (
        CauseCodes.Completed or CauseCodes.NotebookError or CauseCodes.InvalidParameters);

    /// <summary>Texts come from notebooks and programs, which may have put secrets into them.</summary>
    public Cause Masked(SecretMask mask) => this with
    {
        Message = mask.Apply(Message),
        ExceptionName = ExceptionName is null ? null : mask.Apply(ExceptionName),
        ExceptionValue = ExceptionValue is null ? null : mask.Apply(ExceptionValue),
    };

    public Cause Shortened(int limit) => this with
    {
        Message = Cut(Message, limit)!,
        ExceptionName = Cut(ExceptionName, limit),
        ExceptionValue = Cut(ExceptionValue, limit),
    };

    private static string? Cut(string? text, int limit) =>
        text?.Length > limit ? string.Concat(text.AsSpan(0, Math.Max(0, limit - 1)), "…") : text;
}
