"""The two pretrained taggers as plain numpy: ragged batches, recurrent layers, decoding, and each network."""
