namespace Microsoft.DurableTask;

/// <summary>How often and when a failed activity or sub-orchestration is tried again.</summary>
public class RetryPolicy
{
    /// <param name="maxNumberOfAttempts">At least 1; the first attempt counts.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">Each further wait is this many times the one before; at least 1.</param>
    /// <param name="maxRetryInterval">The longest wait; one hour by default.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first one; endless by default.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval < firstRetryInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval));
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>False from it ends the attempts. Set through <see cref="HandleFailure"/>.</summary>
    public Func<Exception, bool>? Handle { get; private set; }

    public Func<TaskFailureDetails, bool> HandleFailure
    {
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Handle = exception => value(
                exception is TaskFailedException failed ? failed.FailureDetails : TaskFailureDetails.FromException(exception));
        }
    }
}
