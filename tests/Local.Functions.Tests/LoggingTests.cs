using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed partial class LoggingTests
{
    [Fact]
    public async Task CreateReplaySafeLogger_OverManyTurns_LogsEachLineOnce()
    {
        using var lines = new Lines();
        var hub = TestApp.NewHub();
        var builder = await TestApp.BuilderAsync(hub);
        builder.Services.AddSingleton<ILoggerProvider>(lines);
        await using var app = await TestApp.StartAsync(builder, hub);

        await Scripts.RunAsync(app.Client, async context =>
        {
            var logger = context.CreateReplaySafeLogger("orchestrator");
            for (var step = 0; step < 3; step++)
            {
                Step(logger, step);
                await context.CallActivityAsync<int>(nameof(Scripts.Echo), step);
            }

            return null;
        });

        Assert.Equal(["step 0", "step 1", "step 2"], lines.Written);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "step {Number}")]
    private static partial void Step(ILogger logger, int number);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "orchestrator" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
