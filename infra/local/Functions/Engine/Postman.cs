using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>
/// Delivers what instances send to each other: written to the target under a key that follows from the message,
/// then removed from the outbox, and only then handed over. So a repeated delivery finds the row of the first, and
/// every message is consumed once.
/// </summary>
internal sealed partial class Postman(
    Hub hub, InstanceFactory factory, Action<Instance> schedule, ILogger<Postman> logger)
{
    /// <summary>After a failure that repetitions of its single operations do not mend.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    public void Deliver(Instance source, OutboxBatch batch)
    {
        var before = source.Deliveries;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Deliveries = done.Task;
        hub.Work.Run(async () =>
        {
            try
            {
                await before;
                await DeliverAtLastAsync(source, batch);
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                // The host stops; the outbox is delivered at its next start. What waits for this waits in vain.
            }
        });
    }

    private static string MessageId(string source, OutboxBatch batch, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{batch.RowKey}"));
        return $"{number:D5}.{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
    }

    /// <summary>Nothing is handed over before all is written, so a delivery can begin again after any failure.</summary>
    private async Task DeliverAtLastAsync(Instance source, OutboxBatch batch)
    {
        while (true)
        {
            try
            {
                await DeliverAsync(source, batch);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                NotDelivered(logger, exception, source.Id);
                await Task.Delay(s_again, hub.Time, hub.Stopping);
            }
        }
    }

    private async Task DeliverAsync(Instance source, OutboxBatch batch)
    {
        var targets = new List<(Instance Target, Mail? Mail)>();
        for (var number = 0; number < batch.Messages.Count; number++)
        {
            var message = batch.Messages[number];
            var id = MessageId(source.Id, batch, number);
            var target = message.StartName is null
                ? await WriteEventAsync(message.Target, message.TargetExecution, message.Event!, batch.Order, id)
                : await StartAsync(message, batch.Order, id);
            if (target is { } found)
            {
                targets.Add(found);
            }
        }

        await hub.Retry.ForeverAsync(token => hub.Store.DeleteRowAsync(source.Id, batch.RowKey, token), hub.Stopping);
        hub.Clean(source, new Litter([], source.Stored.Remove([batch.RowKey])));
        foreach (var (target, mail) in targets)
        {
            if (mail is null)
            {
                target.Release();
            }
            else
            {
                target.Post(mail);
            }

            schedule(target);
        }
    }

    private async Task<(Instance Target, Mail? Mail)?> WriteEventAsync(
        string target, int? execution, TurnEvent turnEvent, long order, string id)
    {
        var instance = await hub.FindLiveAsync(target);
        using var writing = instance?.Underway.Enter();
        if (instance is not { IsLive: true } || (execution is not null && instance.State!.Execution != execution))
        {
            NoTarget(logger, turnEvent.Kind, target);
            return null;
        }

        var message = new InboxMessage(HubNames.Inbox(instance.State!.Execution, order, id), turnEvent);
        await hub.Retry.ForeverAsync(token => hub.Store.InsertMessageAsync(target, message, instance.Stored, token), hub.Stopping);
        return (instance, new Mail(message.RowKey, turnEvent));
    }

    private async Task<(Instance Target, Mail? Mail)?> StartAsync(OutgoingMessage message, long order, string id)
    {
        var now = hub.Time.GetUtcNow();
        var parent = message.Parent!;
        var state = new InstanceState
        {
            Id = message.Target,
            Name = message.StartName!,
            Input = message.StartInput,
            Version = message.StartVersion ?? "",
            Parent = parent,
            CreatedOn = now,
            UpdatedOn = now,
            Commit = $"{parent.InstanceId}/{id}",
        };
        var (made, existing) = await hub.Retry.ForeverAsync(_ => factory.TryCreateAsync(state, []), hub.Stopping);
        if (made is not null)
        {
            return (made, null);
        }

        if (existing!.Parent == parent)
        {
            // Started by an earlier delivery.
            return null;
        }

        var failure = new Failure(
            typeof(InvalidOperationException).FullName!,
            $"An orchestration instance with the ID {message.Target} exists and has not ended.",
            null,
            null);
        return await WriteEventAsync(
            parent.InstanceId,
            parent.Execution,
            new TurnEvent
            {
                Kind = EventKind.SubFailed,
                TaskId = parent.TaskId,
                Generation = parent.Generation,
                Failure = failure,
            },
            order,
            id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages of {InstanceId} could not be delivered; it is tried again")]
    private static partial void NotDelivered(ILogger logger, Exception exception, string instanceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} for {Target}, which does not exist or has ended, was dropped")]
    private static partial void NoTarget(ILogger logger, EventKind kind, string target);
}
