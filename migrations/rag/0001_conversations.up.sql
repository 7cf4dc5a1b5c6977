CREATE TABLE conversations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT conversations_title_check CHECK (length(title) BETWEEN 1 AND 255),
  CONSTRAINT conversations_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

COMMENT ON TABLE conversations IS 'conversations, cut into chunks to be searched';

CREATE TABLE conversation_chunks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id bigint NOT NULL,
  position integer NOT NULL,
  content text NOT NULL,
  content_hash text NOT NULL,
  embedding vector({{ embedding_dimensions }}),
  metadata jsonb NOT NULL DEFAULT '{}',
  processed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT conversation_chunks_conversation_id_fkey
    FOREIGN KEY (conversation_id) REFERENCES conversations (id) ON DELETE CASCADE,
  -- Also the index of the foreign key.
  CONSTRAINT conversation_chunks_conversation_id_content_hash_key UNIQUE (conversation_id, content_hash),
  CONSTRAINT conversation_chunks_position_check CHECK (position >= 0),
  CONSTRAINT conversation_chunks_content_check CHECK (content <> ''),
  CONSTRAINT conversation_chunks_content_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT conversation_chunks_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

COMMENT ON TABLE conversation_chunks IS 'pieces of a conversation, each with its embedding';
COMMENT ON COLUMN conversation_chunks.position IS 'place in the conversation, from 0';
COMMENT ON COLUMN conversation_chunks.content_hash IS 'SHA-256 of content in hexadecimal: the same text is stored once a conversation';
COMMENT ON COLUMN conversation_chunks.embedding IS 'null until it is computed';
COMMENT ON COLUMN conversation_chunks.processed IS 'set by a backfill once it has dealt with the row';
