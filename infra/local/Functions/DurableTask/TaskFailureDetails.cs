using CloudWorkspaces.Local.Functions.Engine;

namespace Microsoft.DurableTask;

/// <summary>What is kept of an exception when it crosses an activity or orchestration.</summary>
/// <param name="ErrorType">The exception's full type name.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace, where it was thrown.</param>
/// <param name="InnerFailure">The failure that caused it.</param>
/// <param name="Properties">Further facts; null unless a provider adds some.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>True when the failed exception is of that type or one derived from it.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        var type = ExceptionTypes.Find(ErrorType);
        return type is not null && targetBaseExceptionType.IsAssignableFrom(type);
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception is TaskFailedException failed
            ? failed.FailureDetails
            : exception.InnerException is null ? null : FromException(exception.InnerException);
        var type = exception.GetType();
        return new TaskFailureDetails(
            type.FullName ?? type.Name, exception.Message, exception.StackTrace, inner, Properties: null);
    }
}
