using System.Security.Cryptography;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Judges;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Conformance.Servers;

/// <summary>
/// A session of a played eUICC with a server. Each function comes in two forms: Ask… sends it and gives whatever comes; the other expects
/// success, and judges all that the standard says of the answer.
/// </summary>
internal sealed class ServerSession(ServerBench bench, ServerSide server, PlayedEuicc euicc, RspBinding binding)
{
    internal ServerSide Server => server;

    /// <summary>The eUICC; a case changes it between two steps.</summary>
    internal PlayedEuicc Euicc { get; set; } = euicc;

    internal RspBinding Binding { get; set; } = binding;

    internal Octets Challenge { get; set; } = Digits.DrawOctets(bench.Random, 16);

    /// <summary>By which name the server is asked.</summary>
    internal string Address { get; set; } = server.Address;

    /// <summary>The session, as the LPA names it.</summary>
    internal Octets TransactionId { get; set; }

    internal ServerProof Proof { get; private set; } = null!;

    internal ProfileOffer Offer { get; private set; } = null!;

    /// <summary>CERT.DPauth.ECDSA or CERT.DSauth.ECDSA.</summary>
    internal RspCertificate ServerCertificate { get; private set; } = null!;

    /// <summary>CERT.DPpb.ECDSA.</summary>
    internal RspCertificate BindingCertificate { get; private set; } = null!;

    /// <summary>The server's object identifier.</summary>
    internal ObjectIdentifier ServerOid => ServerCertificate.Extensions.RegisteredIds[0];

    internal Task<FunctionAnswer> AskInitiateAsync()
    {
        bench.Step("InitiateAuthentication");
        return bench.AskAsync(server, FunctionCall.InitiateAuthentication(Challenge, Euicc.Info1(), Address), Binding);
    }

    /// <summary>The server shows who it is.</summary>
    internal async Task<ServerSession> InitiateAsync()
    {
        ServerProof proof = (await AskInitiateAsync()).ToProof();
        ServerSigned1 signed = proof.Signed.Value;
        (Proof, TransactionId) = (proof, proof.TransactionId);
        bench.ExpectOctets(signed.TransactionId.Octets, proof.TransactionId, "transactionId in serverSigned1");
        bench.ExpectOctets(signed.EuiccChallenge, Challenge, "euiccChallenge in serverSigned1");
        bench.Expect(string.Equals(signed.ServerAddress, Address, StringComparison.OrdinalIgnoreCase), $"serverAddress is {Address}", signed.ServerAddress);
        bench.ExpectEqual(signed.ServerChallenge.Length, 16, "the length of serverChallenge");
        bench.Expect(Euicc.SignsUnder.Contains(proof.CiIdentifier), "euiccCiPKIdToBeUsed is one of euiccCiPKIdListForSigning", proof.CiIdentifier.ToString());
        CertificateRole role = server.Side == Side.Smds ? CertificateRole.DsAuth : CertificateRole.DpAuth;
        ServerCertificate = CertificateJudge.Judge(bench, this, proof.Certificate, role, "serverCertificate");
        bool isSigned = ServerCertificate.PublicKey!.Verify(proof.Signed.Encoded.Span, proof.Signature.Span);
        bench.Expect(isSigned, "serverSignature1 verifies with serverCertificate over serverSigned1 as it came", proof.Signature.ToString());
        return this;
    }

    /// <summary>The eUICC's answer to AuthenticateServer; its signature is remembered.</summary>
    internal Octets Authenticated()
    {
        (Octets response, Octets signature) = Euicc.AuthenticateServer(TransactionId, Proof.Signed.Value);
        EuiccSignature1 = signature;
        return response;
    }

    internal Task<FunctionAnswer> AskAuthenticateAsync(Octets? response = null)
    {
        bench.Step("AuthenticateClient");
        return bench.AskAsync(server, FunctionCall.AuthenticateClient(TransactionId, response ?? Authenticated()), Binding);
    }

    /// <summary>The eUICC shows who it is, and is offered a profile.</summary>
    internal async Task<ServerSession> AuthenticateAsync(TestOrder order)
    {
        Offer = (await AskAuthenticateAsync()).ToOffer();
        SmdpSigned2 signed = Offer.Signed.Value;
        bench.ExpectOctets(Offer.TransactionId, TransactionId, "transactionId");
        bench.ExpectOctets(signed.TransactionId.Octets, TransactionId, "transactionId in smdpSigned2");
        bench.ExpectEqual(signed.CcRequiredFlag, order.CodeHash is not null, "ccRequiredFlag");
        bench.ExpectEqual(Offer.Metadata.Value.Iccid, order.Iccid, "the ICCID in profileMetadata");
        BindingCertificate = CertificateJudge.Judge(bench, this, Offer.Certificate, CertificateRole.DpPb, "smdpCertificate");
        bench.ExpectEqual(BindingCertificate.Extensions.RegisteredIds, ServerCertificate.Extensions.RegisteredIds, "the object identifier in smdpCertificate");
        Octets octets = Octets.Concat(Offer.Signed.Encoded, BoundPackage.Tlv("5F37", EuiccSignature1));
        bool isSigned = BindingCertificate.PublicKey!.Verify(octets.Span, Offer.Signature.Span);
        bench.Expect(isSigned, "smdpSignature2 verifies with smdpCertificate over smdpSigned2 and euiccSignature1", Offer.Signature.ToString());
        return this;
    }

    /// <summary>The eUICC's answer to PrepareDownload.</summary>
    internal Octets Prepared(Octets? codeHash = null) => Euicc.PrepareDownload(TransactionId, Offer.Signature, codeHash is { } hash ? HashCc(hash) : null);

    internal Task<FunctionAnswer> AskPackageAsync(Octets? codeHash = null, Octets? response = null)
    {
        bench.Step("GetBoundProfilePackage");
        return bench.AskAsync(server, FunctionCall.GetBoundProfilePackage(TransactionId, response ?? Prepared(codeHash)), Binding);
    }

    /// <summary>The profile is delivered.</summary>
    internal async Task<OpenedPackage> GetPackageAsync(TestOrder order)
    {
        (Octets transactionId, Octets octets) = (await AskPackageAsync(order.CodeHash)).ToPackage();
        bench.ExpectOctets(transactionId, TransactionId, "transactionId");
        PackageJudge judge = new(bench, this);
        OpenedPackage package = judge.Open(octets, Euicc.OneTimeKey);
        bench.ExpectEqual(package.Metadata.Value, Offer.Metadata.Value, "the metadata in the package, which are those that were offered,");
        judge.JudgeElements(package);
        return package;
    }

    internal Task<FunctionAnswer> AskCancelAsync(CancelSessionReason reason, ObjectIdentifier? oid = null, Octets? response = null)
    {
        bench.Step($"CancelSession: {Protocol.Asn1.StandardName.Of(reason)}");
        Octets answer = response ?? Euicc.CancelSession(TransactionId, oid ?? ServerOid, reason);
        return bench.AskAsync(server, FunctionCall.CancelSession(TransactionId, answer), Binding);
    }

    internal Task<FunctionAnswer> AskNotifyAsync(Octets notification)
    {
        bench.Step("HandleNotification");
        return bench.AskAsync(server, FunctionCall.HandleNotification(notification), Binding);
    }

    /// <summary>A seqNumber that no notification of this run had before.</summary>
    internal long NextSequenceNumber() => bench.Target.NextSequenceNumber();

    /// <summary>hashCc, of the hash of a Confirmation Code. SGP.22 v2.5 §5.7.5.</summary>
    internal Octets HashCc(Octets codeHash) => Octets.Wrap(SHA256.HashData(Octets.Concat(codeHash, TransactionId).Span));

    private Octets EuiccSignature1 { get; set; }
}
