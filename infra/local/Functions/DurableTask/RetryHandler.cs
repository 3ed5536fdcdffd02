namespace Microsoft.DurableTask;

/// <summary>True to try again at once.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
