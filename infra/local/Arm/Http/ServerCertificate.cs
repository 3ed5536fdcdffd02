using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// The certificate that the emulator makes for itself and keeps in its state folder: arm.pem, arm.key, and its SHA-256
/// in arm.thumbprint, which clients pin.
/// </summary>
internal static class ServerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Life = TimeSpan.FromDays(3650);
    private static readonly TimeSpan Spare = TimeSpan.FromDays(30);

    public static X509Certificate2 LoadOrCreate(string folder, TimeProvider time)
    {
        var (certificate, key) = (Path.Combine(folder, "arm.pem"), Path.Combine(folder, "arm.key"));
        if (File.Exists(certificate) && File.Exists(key))
        {
            var kept = X509Certificate2.CreateFromPemFile(certificate, key);
            if (kept.NotAfter.ToUniversalTime() > (time.GetUtcNow() + Spare).UtcDateTime)
            {
                return kept;
            }

            kept.Dispose();
        }

        var made = Create(time.GetUtcNow(), out var keyPem);
        Write(key, keyPem);
        Write(certificate, made.ExportCertificatePem());
        Write(Path.Combine(folder, "arm.thumbprint"), made.GetCertHashString(HashAlgorithmName.SHA256));
        return made;
    }

    private static X509Certificate2 Create(DateTimeOffset now, out string keyPem)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Cloud Workspaces ARM emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        // What strict clients ask of a certificate that is its own issuer and a server's.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        keyPem = key.ExportPkcs8PrivateKeyPem();
        return request.CreateSelfSigned(now.AddDays(-1), now + Life);
    }

    private static void Write(string path, string text)
    {
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}
