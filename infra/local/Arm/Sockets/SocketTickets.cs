using System.Collections.Concurrent;
using System.Security.Cryptography;
using CloudWorkspaces.Local.Arm.Engine;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Sockets;

/// <summary>What a socket does once its password was given.</summary>
/// <param name="Exec">Null for an attach.</param>
internal sealed record SocketTicket(string ContainerId, ExecCommand? Exec, string Password, DateTimeOffset Expires);

/// <summary>Hands out sockets' addresses and passwords, each for one use within a short time.</summary>
internal sealed class SocketTickets(TimeProvider time, IOptions<ArmOptions> options)
{
    private readonly ConcurrentDictionary<string, SocketTicket> _tickets = new();

    /// <returns>The name of the socket, which is part of its address, and the ticket.</returns>
    public (string Name, SocketTicket Ticket) Issue(string containerId, ExecCommand? exec)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in _tickets.Where(item => item.Value.Expires <= now))
        {
            _tickets.TryRemove(old, out _);
        }

        var name = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        return (name, _tickets[name] = new SocketTicket(containerId, exec, password, now + options.Value.SocketTicketLife));
    }

    /// <summary>Null if there is none, or if it was taken or has expired.</summary>
    public SocketTicket? Take(string name) =>
        _tickets.TryRemove(name, out var ticket) && ticket.Expires > time.GetUtcNow() ? ticket : null;
}
