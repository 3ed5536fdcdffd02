using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The stored form of <see cref="TaskFailureDetails"/>.</summary>
internal sealed record Failure(string Type, string Message, string? StackTrace, Failure? Inner)
{
    private const int MaxText = 8_000;

    public static Failure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public static Failure From(TaskFailureDetails details) => new(
        details.ErrorType,
        Cut(details.ErrorMessage) ?? "",
        Cut(details.StackTrace),
        details.InnerFailure is null ? null : From(details.InnerFailure));

    public TaskFailureDetails ToDetails() => new(Type, Message, StackTrace, Inner?.ToDetails(), Properties: null);

    private static string? Cut(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;
}
