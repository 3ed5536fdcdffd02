namespace Microsoft.DurableTask;

/// <summary>True to try again at once. May await durable tasks, such as a timer.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
