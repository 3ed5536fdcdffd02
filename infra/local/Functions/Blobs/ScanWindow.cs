namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// Tells from a listing which blob versions are new, without a memory of all blobs and without reading their receipts.
/// </summary>
/// <remarks>
/// Versions before the watermark are taken for handled. After a complete listing it is the greatest LastModified in it,
/// but not more than the storage's time when the listing began: what was written into a part that had been listed
/// already is later than that. Because LastModified has whole seconds, because clocks of a storage's servers differ, and
/// because Azurite dates a blob by the moment its upload began (which it cuts off after five minutes), everything from
/// six minutes before the watermark on is looked at again: those versions are remembered, so that this costs no call.
/// A storage clock that is behind this window has been set back: then all blobs are looked at once.
/// After a start nothing is remembered, and the receipts of the versions in the window decide. The watermark that is
/// kept for a start does not pass versions that are still being handled.
/// </remarks>
internal sealed class ScanWindow(DateTimeOffset? watermark)
{
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(6);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private DateTimeOffset? _watermark = watermark;
    private DateTimeOffset _began;
    private DateTimeOffset? _latest;

    /// <summary>How many versions are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <param name="storageTime">When the storage began to list.</param>
    public void Begin(DateTimeOffset storageTime)
    {
        lock (_lock)
        {
            _began = storageTime;
            _latest = null;
            if (_watermark > storageTime + Overlap)
            {
                _watermark = null;
            }
        }
    }

    /// <summary>True when the version is to be handled now; <see cref="Finish"/> must follow.</summary>
    public bool Offer(BlobVersion version)
    {
        lock (_lock)
        {
            _latest = version.LastModified < _latest ? _latest : version.LastModified;
            if (version.LastModified < _watermark - Overlap)
            {
                return false;
            }

            var known = _entries.GetValueOrDefault(version.Name);
            if (known is { IsFinished: false })
            {
                // One version of a blob at a time.
                known.Next = known.Version.ETag == version.ETag ? null : version;
                return false;
            }

            if (known?.Version.ETag == version.ETag)
            {
                return false;
            }

            _entries[version.Name] = new Entry(version);
            return true;
        }
    }

    /// <summary>The version was handled; returns one that came in its place meanwhile, which is to be handled now.</summary>
    public BlobVersion? Finish(BlobVersion version)
    {
        lock (_lock)
        {
            var entry = _entries[version.Name];
            if (entry.Next is { } next)
            {
                _entries[version.Name] = new Entry(next);
                return next;
            }

            entry.IsFinished = true;
            return null;
        }
    }

    /// <summary>Part of the listing is through: forgets what no later listing can offer as new.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            var oldest = (_latest < _began ? _latest.Value : _began) - Overlap;
            foreach (var (name, entry) in _entries)
            {
                if (entry.IsFinished && entry.Version.LastModified < oldest)
                {
                    _entries.Remove(name);
                }
            }
        }
    }

    /// <summary>The listing is through; returns the watermark to keep for a start, null when there is none.</summary>
    public DateTimeOffset? End()
    {
        lock (_lock)
        {
            var reached = _latest < _began ? _latest : _began;
            if (_latest is not null && !(_watermark > reached))
            {
                _watermark = reached;
            }

            var unfinished = _entries.Values
                .Where(entry => !entry.IsFinished)
                .Select(entry => (DateTimeOffset?)entry.Version.LastModified)
                .Min();
            return unfinished < _watermark ? unfinished : _watermark;
        }
    }

    private sealed class Entry(BlobVersion version)
    {
        public BlobVersion Version => version;

        public bool IsFinished { get; set; }

        public BlobVersion? Next { get; set; }
    }
}
